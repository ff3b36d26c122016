/** Writing both sides of a registration: the device and a row among those who hold the pass, in one transaction. */
import {
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { UnavailableError } from '../../ports/errors.ts'
import type { Device } from '../../ports/registrations.ts'
import { deviceOfItem } from './device-item.ts'
import { ask, type Table } from './dynamo-db.ts'
import { pause } from './pause.ts'

/** What is to be done about a device as it was seen. */
export interface Decision<Outcome> {
  /** What comes of it. */
  readonly outcome: Outcome
  /**
   * What is to be written: first the device, on the condition that it is as it was seen, with
   * `ReturnValuesOnConditionCheckFailure: 'ALL_OLD'`; then rows, without conditions. Nothing if absent.
   */
  readonly items?: readonly TransactWriteItem[]
}

/** The device that was there instead, if one was. */
interface Refusal {
  readonly seen: Device | undefined
}

/**
 * A phone that was restored from a backup registers all of its passes at once. Fifty of them, 20 ms
 * each, get through in five seconds with so many attempts; with half as many, some do not.
 */
const attemptsAtOnce = 16

const write = async (table: Table, items: readonly TransactWriteItem[]): Promise<Refusal | undefined> => {
  try {
    await ask(() => table.client.send(new TransactWriteItemsCommand({ TransactItems: [...items] })), attemptsAtOnce)
    return undefined
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    const item = error.CancellationReasons?.[0]?.Item
    return { seen: item && deviceOfItem(item) }
  }
}

/** Of decisions, each upon what somebody else has written. */
const attempts = 12

/**
 * Decides upon a device and writes what was decided; once more if the device was another one meanwhile.
 *
 * @param seen the device as far as is known; undefined to assume that there is none, which costs nothing if it is true
 * @throws UnavailableError
 */
export const decideUpon = async <Outcome>(
  table: Table,
  seen: Device | undefined,
  decide: (seen: Device | undefined) => Decision<Outcome>,
): Promise<Outcome> => {
  let known = seen
  for (let attempt = 0; attempt < attempts; attempt++) {
    // The first refusal only tells what there is. Others say that many write at the same time.
    if (attempt > 1) await pause(attempt)
    const { outcome, items } = decide(known)
    const refusal = items && (await write(table, items))
    if (!refusal) return outcome
    known = refusal.seen
  }
  throw new UnavailableError('the device keeps changing: try again')
}
