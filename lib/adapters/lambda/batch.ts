/** Batches of messages and changes: what failed is named, so that only that is delivered again. */
import { PasswrightError } from '../../core/errors.ts'
import { asInvocation, noteCount } from './invocation.ts'
import { logFailure } from './log.ts'

/** What a function answers to a batch. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[]
}

/** A batch from a queue, as far as it is read. */
export interface QueueBatch {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[]
}

/** A batch from a stream of DynamoDB, as far as it is read. */
export interface StreamBatch<Item> {
  readonly Records: readonly (Item & { readonly dynamodb?: { readonly SequenceNumber?: string } })[]
}

const succeeds = async (work: () => Promise<unknown>, code: string, requestId: string): Promise<boolean> => {
  try {
    await work()
    return true
  } catch (error) {
    logFailure({ code, error, requestId })
    return false
  }
}

/** Lambda counts no error for what a batch names as failed: so that is counted here. */
const response = (code: string, failed: readonly string[]): BatchResponse => {
  if (failed.length > 0) noteCount('MessagesFailed', { code }, failed.length)
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
}

/** A message that is none. It stays in the queue until it goes to the dead letters, for somebody to look at. */
class UnreadableMessageError extends PasswrightError<'message/unreadable'> {
  override readonly name = 'UnreadableMessageError'
  readonly status = 500

  constructor() {
    super('message/unreadable', 'a message is not one of this release: look at it among the dead letters')
  }
}

/** How a handler goes about a batch. */
interface QueueOptions {
  /**
   * How many messages are worked on at the same time; as soon as one is done, the next begins. Default: 10. While one of
   * them signs, so many others wait for the stores; and each may hold a pass, of up to 4 MB, in memory.
   */
  readonly atOnce?: number
}

/** A handler that works on several messages of a batch at once; those that fail stay in the queue. */
export const queueHandler = <Message>(
  code: string,
  read: (body: string) => Message | undefined,
  work: (message: Message) => Promise<unknown>,
  { atOnce = 10 }: QueueOptions = {},
) =>
  asInvocation(async ({ Records }: QueueBatch): Promise<BatchResponse> => {
    const failed: string[] = []
    const waiting = Records.values()
    const one = async (body: string): Promise<void> => {
      const message = read(body)
      if (message === undefined) throw new UnreadableMessageError()
      await work(message)
    }
    const worker = async (): Promise<void> => {
      for (const { messageId, body } of waiting)
        if (!(await succeeds(() => one(body), code, messageId))) failed.push(messageId)
    }
    await Promise.all(Array.from({ length: Math.min(atOnce, Records.length) }, worker))
    return response(code, failed)
  })

/**
 * A handler that works on a batch of changes in their order. The first one that fails is named, and Lambda delivers it and
 * what follows again. The batch is tried as a whole; only when that fails, change by change.
 */
export const streamHandler = <Item>(code: string, work: (items: readonly Item[]) => Promise<unknown>) =>
  asInvocation(async ({ Records }: StreamBatch<Item>): Promise<BatchResponse> => {
    try {
      await work(Records)
      return response(code, [])
    } catch {
      // Which one it was, and why, comes out now.
    }
    for (const record of Records) {
      const sequenceNumber = record.dynamodb?.SequenceNumber ?? ''
      if (!(await succeeds(() => work([record]), code, sequenceNumber))) return response(code, [sequenceNumber])
    }
    return response(code, [])
  })
