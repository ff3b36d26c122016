/** Batches of which the receiver may take only a part. */
import { UnavailableError } from '../../ports/errors.ts'
import { pause } from './pause.ts'

/** How a batch is sent. */
export interface InParts<Entry> {
  /** Sends entries and gives back those that were not taken. */
  readonly send: (entries: readonly Entry[]) => Promise<readonly Entry[]>
  /** Who takes them, as it stands in a sentence: `the queue`. */
  readonly receiver: string
  /** How often what is left is sent. */
  readonly attempts: number
}

/** Sends a batch, and what is left of it again after a while. @throws UnavailableError if some are never taken */
export const sendInParts = async <Entry>(
  batch: readonly Entry[],
  { send, receiver, attempts }: InParts<Entry>,
): Promise<void> => {
  let left = batch
  for (let attempt = 1; attempt <= attempts; attempt++) {
    left = await send(left)
    if (left.length === 0) return
    await pause(attempt)
  }
  throw new UnavailableError(`${receiver} took only a part: try again`)
}
