/** AWS calls of services with a JSON protocol: JSON in, JSON out, however requests are signed and sent. */
import { isObject, type JsonObject } from '../../lib/core/format/json.ts'

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

/** The error of an AWS call. Its name is the service's own: `ResourceInUseException`. */
class AwsCallError extends Error {
  override readonly name: string

  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

/** Calls AWS. */
export interface AwsCalls {
  /** @throws AwsCallError what the service answers */
  readonly call: (
    service: JsonService,
    operation: string,
    input: JsonObject,
    signal?: AbortSignal,
  ) => Promise<JsonObject>
}

/** A call as it is to be sent, with POST and to the path `/`. */
export interface CallRequest {
  readonly service: JsonService
  readonly signingName: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal?: AbortSignal
}

const errorOf = (body: unknown, status: number): AwsCallError => {
  const { __type: type, message, Message } = isObject(body) ? body : {}
  const code = typeof type === 'string' ? (type.split('#').at(-1) ?? type) : `status ${status}`
  return new AwsCallError(code, String(message ?? Message ?? code))
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Calls by way of what signs and sends requests. */
export const awsCalls = (send: (request: CallRequest) => Promise<Response>): AwsCalls => ({
  call: async (service, operation, input, signal) => {
    const { prefix, version, signingName } = protocols[service]
    const response = await send({
      service,
      signingName,
      headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': `${prefix}.${operation}` },
      body: JSON.stringify(input),
      ...(signal ? { signal } : {}),
    })
    const body = parse(await response.text())
    if (!response.ok) throw errorOf(body, response.status)
    return isObject(body) ? body : {}
  },
})

/** Whether an error is the service's own of that name. */
export const isAwsError = (error: unknown, name: string): boolean =>
  error instanceof AwsCallError && error.name === name
