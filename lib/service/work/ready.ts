/** Has the version that a record is at built. */
import type { BreakerName } from '../../ports/breakers.ts'
import type { Ports } from '../../ports/ports.ts'
import type { PassRecord } from '../../ports/records.ts'
import type { Circuits } from '../breakers/circuits.ts'
import { buildFailureOf } from '../passes/build-failure.ts'
import type { Builder } from '../passes/builder.ts'
import { MissingImageError } from '../passes/filler.ts'
import { isSignerBroken, signerFaultOf } from '../secrets/signer-refusals.ts'
import { makePutAside, type PutAsideParts } from './put-aside.ts'

/** What {@link makeIsReady} needs. */
export interface ReadyParts extends PutAsideParts, Pick<Ports, 'records'> {
  readonly circuits: Circuits
  readonly build: Builder
}

/**
 * Makes what builds the version that a record is at, unless it was built already. False if it cannot be: then it stays
 * pending. A signer that is broken opens the breaker of the pass type, and nothing of it is tried but a probe now and then.
 *
 * @throws UnavailableError if it is to be tried again at once
 */
export const makeIsReady = (parts: ReadyParts) => {
  const { records, clock, circuits, build } = parts
  const putAside = makePutAside(parts)

  /** Somebody sends it again when the breaker is closed. */
  const stayPending = async (record: PassRecord): Promise<false> => {
    const { version, pending } = record
    if (!pending) await records.setPending(record, { version, since: clock.now() })
    return false
  }

  /** Whoever replaced an image has changed the record, too: then there is another version to build. */
  const isUnchanged = async (record: PassRecord): Promise<boolean> =>
    (await records.get(record))?.revision === record.revision

  const giveUp = async (record: PassRecord, breaker: BreakerName, error: unknown): Promise<false> => {
    if (isSignerBroken(error)) {
      await circuits.broken(breaker, { reason: signerFaultOf(error), error })
      return stayPending(record)
    }
    const failure = buildFailureOf(error)
    if (!failure || (error instanceof MissingImageError && !(await isUnchanged(record)))) throw error
    await putAside(record, failure)
    return false
  }

  return async (record: PassRecord): Promise<boolean> => {
    if (record.built?.version === record.version) return true
    const breaker: BreakerName = `sign ${record.passTypeIdentifier}`
    if (!(await circuits.admits(breaker))) return stayPending(record)
    try {
      await build(record)
    } catch (error) {
      return giveUp(record, breaker, error)
    }
    await circuits.worked(breaker)
    return true
  }
}
