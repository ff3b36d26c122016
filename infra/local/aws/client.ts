/** The few AWS calls that the stack makes itself, as plain HTTP: JSON in, JSON out, one credential a caller. */
import { isObject, type JsonObject } from '../../../lib/core/format/json.ts'
import { region } from '../cloudformation/place.ts'
import { LocalError } from '../errors.ts'

/** Services with a JSON protocol. */
export type JsonService = 'dynamodb' | 'streams' | 'sqs' | 'secretsmanager'

interface Protocol {
  /** What stands before the operation in `x-amz-target`. */
  readonly prefix: string
  readonly version: '1.0' | '1.1'
  /** The name that requests are signed for. */
  readonly signingName: string
}

const protocols: Readonly<Record<JsonService, Protocol>> = {
  dynamodb: { prefix: 'DynamoDB_20120810', version: '1.0', signingName: 'dynamodb' },
  streams: { prefix: 'DynamoDBStreams_20120810', version: '1.0', signingName: 'dynamodb' },
  sqs: { prefix: 'AmazonSQS', version: '1.0', signingName: 'sqs' },
  secretsmanager: { prefix: 'secretsmanager', version: '1.1', signingName: 'secretsmanager' },
}

/** The error of an AWS call. `awsCode` is the service's own: `ResourceInUseException`. */
class AwsCallError extends Error {
  override readonly name = 'AwsCallError'
  readonly awsCode: string

  constructor(awsCode: string, message: string) {
    super(message)
    this.awsCode = awsCode
  }
}

/** Calls AWS in the name of one access key. */
export interface AwsClient {
  /** @throws AwsCallError what the service answers; LocalError `local/server` if it does not answer */
  readonly call: (
    service: JsonService,
    operation: string,
    input: JsonObject,
    signal?: AbortSignal,
  ) => Promise<JsonObject>
  /** Makes a bucket; there may be one already. */
  readonly createBucket: (name: string) => Promise<void>
}

const isoBasic = (date: Date): string => date.toISOString().replace(/[-:]|\.\d+/g, '')

/** Says who calls, in the form of a signature. The servers on this machine check none, so it is none. */
const authorization = (accessKeyId: string, signingName: string, time: string): string => {
  const scope = `${accessKeyId}/${time.slice(0, 8)}/${region}/${signingName}/aws4_request`
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`
}

const errorOf = (body: unknown, status: number): AwsCallError => {
  const { __type: type, message, Message } = isObject(body) ? body : {}
  const code = typeof type === 'string' ? (type.split('#').at(-1) ?? type) : `status ${status}`
  return new AwsCallError(code, String(message ?? Message ?? code))
}

/**
 * A client of the services behind one endpoint.
 *
 * @param accessKeyId who calls
 */
export const awsClient = (endpoint: string, accessKeyId: string): AwsClient => {
  const send = async (path: string, signingName: string, init: RequestInit): Promise<Response> => {
    const time = isoBasic(new Date())
    const headers = {
      ...init.headers,
      'x-amz-date': time,
      authorization: authorization(accessKeyId, signingName, time),
    }
    try {
      return await fetch(endpoint + path, { ...init, headers })
    } catch (cause) {
      if (init.signal?.aborted) throw cause
      throw new LocalError('local/server', `the local ${signingName} server does not answer`, { cause })
    }
  }
  return {
    call: async (service, operation, input, signal) => {
      const { prefix, version, signingName } = protocols[service]
      const response = await send('/', signingName, {
        method: 'POST',
        headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': `${prefix}.${operation}` },
        body: JSON.stringify(input),
        ...(signal ? { signal } : {}),
      })
      const text = await response.text()
      const body: unknown = text === '' ? {} : JSON.parse(text)
      if (!response.ok) throw errorOf(body, response.status)
      return isObject(body) ? body : {}
    },
    createBucket: async (name) => {
      const response = await send(`/${name}`, 's3', {
        method: 'PUT',
        headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      })
      const text = await response.text()
      if (!(response.ok || response.status === 409)) {
        throw new LocalError('local/server', `the bucket ${name} could not be made: ${text.slice(0, 200)}`)
      }
    },
  }
}

/** Whether an error is the service's own of that name. */
export const isAwsError = (error: unknown, code: string): boolean =>
  error instanceof AwsCallError && error.awsCode === code
