/** The secrets of a deployment: which one a command means, and how it reaches them. */
import type { Secrets, SecretsAdmin } from '../ports/secrets.ts'
import type { Arguments, Option } from './command.ts'
import { InputError, UsageError } from './errors.ts'

/** Functions have it, and the file that the local stack writes for its owner. */
const prefixVariable = 'PASSWRIGHT_SECRETS_PREFIX'

/** The options of commands that work on a deployment. */
export const deploymentOptions: Readonly<Record<string, Option>> = {
  stage: { value: 'NAME', help: 'the stage of the deployment' },
  'secrets-prefix': {
    value: 'PREFIX',
    help: `what the names of its secrets begin with (default: passwright/STAGE, or ${prefixVariable})`,
  },
}

/** What their help says besides. */
export const deploymentNote =
  'Credentials and region come from where all AWS tools take them: AWS_PROFILE, AWS_REGION and so on.'

const prefixPattern = /^[\w/+=.@-]{1,200}$/
const stagePattern = /^[a-z][a-z0-9-]{0,19}$/

/**
 * What the names of the deployment's secrets begin with, without a slash at the end.
 *
 * @throws UsageError
 */
export const secretsPrefix = (args: Arguments): string => {
  const stage = args.option('stage')
  const named = stage === undefined ? process.env[prefixVariable] : `passwright/${stage}`
  const prefix = args.option('secrets-prefix') ?? named
  if (prefix === undefined) throw new UsageError('--stage is missing: which deployment?')
  if (stage !== undefined && !stagePattern.test(stage)) throw new UsageError('--stage is not the name of a stage')
  if (!prefixPattern.test(prefix) || prefix.endsWith('/')) throw new UsageError('--secrets-prefix is not one of names')
  return prefix
}

/** A client of AWS, of whatever service. */
interface AwsClient {
  readonly config: { readonly region: () => Promise<unknown>; readonly credentials: () => Promise<unknown> }
}

/**
 * What every call would fail at. Found out before the first one, because ports do not repeat what the SDK says.
 *
 * @throws InputError `input/no-credentials`, `input/no-region`
 */
export const assertReachable = async ({ config }: AwsClient): Promise<void> => {
  await config.region().catch((cause: unknown) => {
    const message = 'no region is set: set AWS_REGION, or the region of your AWS profile'
    throw new InputError('input/no-region', message, { cause })
  })
  await config.credentials().catch((cause: unknown) => {
    const message =
      'there are no AWS credentials: run aws sso login and set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'
    throw new InputError('input/no-credentials', message, { cause })
  })
}

/** Silences the SDK's notice that its later releases want a newer Node: ours are pinned. */
export const quietSdk = (): void => {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
}

/**
 * The secrets of a deployment. The AWS SDK is loaded here and not before: other commands start without it.
 *
 * @throws InputError `input/no-credentials`, `input/no-region`
 */
export const openSecrets = async (prefix: string): Promise<Secrets & SecretsAdmin> => {
  quietSdk()
  const [{ awsSecrets }, { awsSecretsAdmin }, { secretsClient }] = await Promise.all([
    import('../adapters/aws/secrets.ts'),
    import('../adapters/aws/secrets-admin.ts'),
    import('../adapters/aws/secrets-client.ts'),
  ])
  const client = secretsClient()
  await assertReachable(await client())
  return { ...awsSecrets({ prefix, client }), ...awsSecretsAdmin({ prefix, client }) }
}
