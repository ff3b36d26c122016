/** What the clients of AWS are told of region, credentials and endpoints. */
import type { Environment } from './environment.ts'

/** The services, as the SDK's variables of the environment name them: `AWS_ENDPOINT_URL_<service>`. */
export type AwsService = 'DYNAMODB' | 'EVENTBRIDGE' | 'S3' | 'SECRETS_MANAGER' | 'SQS'

/** Options of a client. What is not there, the SDK finds by itself. */
export interface ClientSettings {
  readonly region?: string
  readonly credentials?: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken?: string
  }
  readonly endpoint?: string
}

/** What the client of a service is told. */
export type ClientConfig = (service: AwsService) => ClientSettings

/** Nothing: in a process, the SDK looks into the environment itself, and into files, and asks the machine that it runs on. */
export const foundByTheSdk: ClientConfig = () => ({})

const required = (env: Environment, name: string): string => {
  const value = env[name]
  if (value) return value
  throw new Error(`the variable ${name} is missing: clients of AWS are told where they are, and who they are`)
}

/**
 * What variables say that are called as the SDK's own, for places where the SDK has no environment to look into: browsers'
 * builds of it, and so Workers. `AWS_REGION`, `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` have to be there;
 * `AWS_SESSION_TOKEN`, `AWS_ENDPOINT_URL_<service>` and `AWS_ENDPOINT_URL` may.
 *
 * @throws Error that names a variable that is missing
 */
export const clientConfigOf = (env: Environment): ClientConfig => {
  const sessionToken = env.AWS_SESSION_TOKEN
  const common = {
    region: required(env, 'AWS_REGION'),
    credentials: {
      accessKeyId: required(env, 'AWS_ACCESS_KEY_ID'),
      secretAccessKey: required(env, 'AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken ? { sessionToken } : {}),
    },
  }
  return (service) => {
    const endpoint = env[`AWS_ENDPOINT_URL_${service}`] ?? env.AWS_ENDPOINT_URL
    return { ...common, ...(endpoint ? { endpoint } : {}) }
  }
}
