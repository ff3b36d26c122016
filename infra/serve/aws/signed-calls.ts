/** The AWS calls of pollers, signed with the credentials that the SDK finds, and renews, by itself. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Environment } from '../../../lib/adapters/aws/environment.ts'
import { type AwsCalls, awsCalls, type CallRequest, type JsonService } from '../../pollers/aws-calls.ts'

/** How hosts begin, and what the SDK's variable for another endpoint ends with. */
const places: Readonly<Record<JsonService, { readonly host: string; readonly variable: string }>> = {
  dynamodb: { host: 'dynamodb', variable: 'DYNAMODB' },
  streams: { host: 'streams.dynamodb', variable: 'DYNAMODB_STREAMS' },
  sqs: { host: 'sqs', variable: 'SQS' },
  secretsmanager: { host: 'secretsmanager', variable: 'SECRETS_MANAGER' },
}

/** For the whole answer, in milliseconds: a queue may keep one waiting for 20 s. */
const patience = 30_000

const firstLabel = /^dynamodb\./

/** Where the services of a region are: as DynamoDB, whose address the client knows in every partition, but for the name. */
const endpointsOf = async (client: DynamoDBClient, env: Environment) => {
  const region = await client.config.region()
  return (service: JsonService): URL => {
    const { host, variable } = places[service]
    const configured = env[`AWS_ENDPOINT_URL_${variable}`] ?? env.AWS_ENDPOINT_URL
    if (configured) return new URL(configured)
    const { url } = client.config.endpointProvider({ Region: region })
    return new URL(`${url.protocol}//${url.host.replace(firstLabel, `${host}.`)}`)
  }
}

/**
 * Calls AWS. The SDK that comes with this project has no client for streams; this one sends its few calls itself.
 *
 * @param client lends its region, its credentials and what signs requests
 */
export const signedCalls = (client: DynamoDBClient, env: Environment): AwsCalls => {
  const endpoints = endpointsOf(client, env)
  return awsCalls(async ({ service, signingName, headers, body, signal }: CallRequest) => {
    const url = (await endpoints)(service)
    const signer = await client.config.signer()
    const request = {
      ...{ method: 'POST', protocol: url.protocol, hostname: url.hostname, path: '/', body },
      headers: { ...headers, host: url.host },
    }
    const signed = await signer.sign(request, { signingService: signingName })
    const { host: _, ...sent } = signed.headers
    const limit = AbortSignal.timeout(patience)
    return await fetch(url, {
      ...{ method: 'POST', headers: sent, body },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
  })
}
