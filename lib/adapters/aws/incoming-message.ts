/** Messages of the queues of changes and of imports, told apart by their shape. */
import { isObject, type JsonObject } from '../../core/format/json.ts'
import type { IncomingMessage } from '../../service/ingest/incoming.ts'
import { readObject } from './message-body.ts'
import { readStepMessage } from './step-message.ts'

const area = 'imports/'

/**
 * That an object was created, as S3 tells EventBridge: its key is not encoded there.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
const fileOf = ({ source, 'detail-type': type, detail }: JsonObject): IncomingMessage | undefined => {
  if (source !== 'aws.s3' || type !== 'Object Created') return undefined
  const { object } = isObject(detail) ? detail : {}
  const { key, sequencer, etag } = isObject(object) ? object : {}
  const arrival = sequencer ?? etag
  if (typeof key !== 'string' || !key.startsWith(area) || typeof arrival !== 'string') return undefined
  return { kind: 'file', key: key.slice(area.length), arrival }
}

/** The message of a body. */
export const readIncomingMessage = (body: string): IncomingMessage => {
  const step = readStepMessage(body)
  if (step?.kind === 'import') return step
  const json = readObject(body)
  return (json && fileOf(json)) ?? { kind: 'event', body }
}
