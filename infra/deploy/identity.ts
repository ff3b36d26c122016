/** Who deploys, and where to: found out before anything is done. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { DeployError } from './deploy-error.ts'

/** An account of AWS, and who acts in it. */
export interface Identity {
  readonly account: string
  /** The ARN of the user or of the role's session. */
  readonly principal: string
  readonly region: string
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error')

const regionOf = async (client: STSClient): Promise<string> => {
  try {
    return await client.config.region()
  } catch (cause) {
    const message =
      'no region is set: write region: into the stage, or set AWS_REGION (or the region of your AWS profile)'
    throw new DeployError('deploy/no-region', message, { cause })
  }
}

const assertCredentials = async (client: STSClient): Promise<void> => {
  try {
    await client.config.credentials()
  } catch (cause) {
    const message =
      'there are no AWS credentials: run `aws sso login` and set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'
    throw new DeployError('deploy/no-credentials', message, { cause })
  }
}

/**
 * Asks AWS who we are.
 *
 * @param wanted the region of the stage; without it, the one that the AWS tools are set to
 * @throws DeployError `deploy/no-region`, `deploy/no-credentials` or `deploy/credentials-refused`
 */
export const findIdentity = async (wanted: string | undefined): Promise<Identity> => {
  // The SDK's notice that its later releases want a newer Node: ours are pinned.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  const client = new STSClient(wanted === undefined ? {} : { region: wanted })
  const region = await regionOf(client)
  await assertCredentials(client)
  try {
    const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}))
    return { account: Account ?? '', principal: Arn ?? '', region }
  } catch (cause) {
    const message = `AWS does not take these credentials (${nameOf(cause)}): get new ones, or see whether ${region} can be reached`
    throw new DeployError('deploy/credentials-refused', message, { cause })
  }
}
