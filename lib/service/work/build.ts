/** Does the work that the queue brings: builds passes, announces them, and clears up after erased ones. */
import { PasswrightError } from '../../core/errors.ts'
import type { Assets } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Events } from '../../ports/events.ts'
import type { BuildMessage, Queues } from '../../ports/queues.ts'
import type { PassId, PassRecord, Records } from '../../ports/records.ts'
import type { Registrations } from '../../ports/registrations.ts'
import { type Builder, cannotBeBuilt } from '../passes/builder.ts'
import { removeAssets, removeHolders } from '../passes/erase.ts'
import type { WorkService } from '../service.ts'
import { makeAnnounce } from './announce.ts'

/** What {@link makeBuildWork} needs. */
export interface BuildWorkParts {
  readonly records: Records
  readonly registrations: Registrations
  readonly assets: Assets
  readonly events: Events
  readonly queues: Queues
  readonly clock: Clock
  readonly build: Builder
}

/** Makes the use case: see `WorkService.build`. */
export const makeBuildWork = (parts: BuildWorkParts): WorkService['build'] => {
  const { records, registrations, events, clock, build } = parts
  const { isHeld, announce } = makeAnnounce(parts)

  /** Parks what cannot be built for now: it stays pending, so that the schedule tries again. */
  const park = async (record: PassRecord, code: string): Promise<void> => {
    const { passTypeIdentifier, serialNumber, version, pending, updatedAt } = record
    const pass = { passTypeIdentifier, serialNumber }
    // An earlier attempt, or a write beside it, may have made the record forget that it waits.
    if (!pending) await records.setPending(pass, { version, since: clock.now() })
    const key = `build-failed-${version}`
    // Told once, however often it is tried: the time is that of the change.
    await events.append([
      { pass, at: pending?.since ?? updatedAt, key, kind: 'build-failed', detail: { version, code } },
    ])
  }

  /** Whether the record is at this version as an object that can be handed out. */
  const isReady = async (record: PassRecord, version: number): Promise<boolean> => {
    if (record.built?.version === version) return true
    try {
      await build(record)
      return true
    } catch (error) {
      if (!(cannotBeBuilt(error) && error instanceof PasswrightError)) throw error
      await park(record, error.code)
      return false
    }
  }

  /** What nobody holds is built when somebody fetches it. */
  const isWanted = async (pass: PassId, record: PassRecord): Promise<boolean> => {
    if (await isHeld(record)) return true
    await records.clearPending(pass, record.version)
    // Who registered before that relied on what was pending; who registers after it sees that nothing is.
    if (!(await isHeld(record))) return false
    await records.setPending(pass, { version: record.version, since: clock.now() })
    return true
  }

  /** Announces what was built. A later version that is built is announced itself; one that is not leaves this one the newest. */
  const goOn = async (record: PassRecord | undefined, version: number, cursor?: string): Promise<void> => {
    if (record?.built?.version === version) await announce(record, version, cursor)
  }

  const buildVersion = async (pass: PassId, version: number): Promise<void> => {
    const record = await records.get(pass)
    // Perhaps it was superseded while it was announced.
    if (record?.version !== version) return goOn(record, version)
    // Whether it still waits says nothing: a write that had read the record before it did has made it forget so.
    if ((await isWanted(pass, record)) && (await isReady(record, version))) await announce(record, version)
  }

  const clearUp = async (pass: PassId, createdAt: number, issue: string): Promise<void> => {
    await Promise.all([removeAssets(parts, pass, createdAt), removeHolders({ registrations }, pass, issue)])
    // A pass that was created anew has events of its own.
    if (!(await records.get(pass))) await events.removeAll(pass)
  }

  const work = async (message: BuildMessage): Promise<void> => {
    if (message.kind === 'build') return buildVersion(message.pass, message.version)
    if (message.kind === 'announce') return goOn(await records.get(message.pass), message.version, message.cursor)
    return clearUp(message.pass, message.createdAt, message.issue)
  }
  return work
}
