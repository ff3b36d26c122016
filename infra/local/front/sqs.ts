/** The calls of a request to SQS. */
import { utf8 } from '../../../lib/core/bytes.ts'
import { isObject } from '../../../lib/core/format/json.ts'
import { arn } from '../cloudformation/place.ts'
import type { Call, ServiceRequest } from './call.ts'
import { readOperation, textOf } from './json-body.ts'

const batch = /Batch$/

const queueOf = (url: string): string => url.split('/').at(-1) ?? ''

/** What a request to SQS asks for; a batch needs the permission of the single action. */
export const sqsCalls = (request: ServiceRequest): readonly Call[] => {
  const { name, input } = readOperation(request)
  if (name === 'ListQueues') return [{ action: 'sqs:ListQueues', resource: '*' }]
  const queue = queueOf(textOf(input, 'QueueUrl')) || textOf(input, 'QueueName')
  return [{ action: `sqs:${name.replace(batch, '')}`, resource: arn('sqs', queue) }]
}

/** The local server knows a queue only by the URL that it gave it. */
export const withServersQueueUrl = (body: Uint8Array, queueUrls: ReadonlyMap<string, string>): Uint8Array => {
  try {
    const input: unknown = JSON.parse(new TextDecoder().decode(body))
    const url = isObject(input) ? queueUrls.get(queueOf(textOf(input, 'QueueUrl'))) : undefined
    return isObject(input) && url !== undefined ? utf8(JSON.stringify({ ...input, QueueUrl: url })) : body
  } catch {
    return body
  }
}
