/** Sends what has waited too long to the queue again: its message was lost, or could not be done. */
import type { Clock } from '../../ports/clock.ts'
import type { BuildMessage, Queues } from '../../ports/queues.ts'
import type { PassId, Records } from '../../ports/records.ts'
import type { WorkService } from '../service.ts'

/** What {@link makeRedrive} needs of the world. */
export interface RedrivePorts {
  readonly records: Records
  readonly queues: Queues
  readonly clock: Clock
}

/** How long a version may wait, in milliseconds. */
const patience = 5 * 60 * 1000
/** Passes of one run. */
const most = 500
/** Records that are read at once. */
const atOnce = 20

/** Makes the use case: see `WorkService.redrive`. */
export const makeRedrive = ({ records, queues, clock }: RedrivePorts): WorkService['redrive'] => {
  const messageFor = async ({ passTypeIdentifier, serialNumber }: PassId): Promise<BuildMessage[]> => {
    const pass = { passTypeIdentifier, serialNumber }
    // The list may lag: the record knows whether it still waits, and for which version.
    const record = await records.get(pass)
    return record?.pending ? [{ kind: 'build', pass, version: record.pending.version }] : []
  }

  return async () => {
    const waiting = await records.pending(clock.now() - patience, most)
    let sent = 0
    for (let from = 0; from < waiting.length; from += atOnce) {
      const found = await Promise.all(waiting.slice(from, from + atOnce).map(messageFor))
      const messages = found.flat()
      if (messages.length > 0) await queues.sendBuilds(messages)
      sent += messages.length
    }
    return sent
  }
}
