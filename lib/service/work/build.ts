/** Does the work that the queue brings: builds passes, announces them, and clears up after erased ones. */
import type { Assets } from '../../ports/assets.ts'
import type { Lane } from '../../ports/lane.ts'
import type { Ports } from '../../ports/ports.ts'
import type { PassId, PassRecord } from '../../ports/records.ts'
import { makeCircuits } from '../breakers/circuits.ts'
import type { Builder } from '../passes/builder.ts'
import { removeAssets, removeHolders, removeTraces } from '../passes/erase.ts'
import { makeBeside } from '../timeline/beside.ts'
import { makeAnnounce } from './announce.ts'
import { makeIsReady } from './ready.ts'
import { noReport, type WorkReport } from './report.ts'
import type { WorkService } from './work-service.ts'

/** What the work takes of the world, besides what building takes. */
export type BuildWorkPorts = Pick<
  Ports,
  'records' | 'registrations' | 'events' | 'parked' | 'queues' | 'breakers' | 'bus' | 'metrics' | 'clock'
>

/** What {@link makeBuildWork} needs. */
export interface BuildWorkParts extends BuildWorkPorts {
  readonly assets: Assets
  readonly build: Builder
}

/** Makes the use case: see `WorkService.build`. @param report is told of what nobody but an operator can mend */
export const makeBuildWork = (parts: BuildWorkParts, report: WorkReport = noReport): WorkService['build'] => {
  const { records, registrations, clock } = parts
  const told = { ...parts, beside: makeBeside(parts) }
  const isReady = makeIsReady({ ...told, circuits: makeCircuits(parts, report) })
  const { isHeld, announce } = makeAnnounce(told)

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
  const goOn = async (
    record: PassRecord | undefined,
    version: number,
    way: { readonly lane: Lane; readonly cursor?: string },
  ): Promise<void> => {
    if (record?.built?.version === version) await announce(record, version, way)
  }

  const buildVersion = async (pass: PassId, version: number, lane: Lane): Promise<void> => {
    const record = await records.get(pass)
    // Perhaps it was superseded while it was announced.
    if (record?.version !== version) return goOn(record, version, { lane })
    // Whether it still waits says nothing: an earlier attempt may have made it forget so.
    if ((await isWanted(pass, record)) && (await isReady(record))) await announce(record, version, { lane })
  }

  const clearUp = async (pass: PassId, createdAt: number, issue: string): Promise<void> => {
    await Promise.all([removeAssets(parts, pass, createdAt), removeHolders({ registrations }, pass, issue)])
    // A pass that was created anew has traces of its own.
    if (!(await records.get(pass))) await removeTraces(parts, pass)
  }

  const work: WorkService['build'] = async (message, lane = 'live') => {
    const { kind, pass } = message
    if (kind === 'build') return buildVersion(pass, message.version, lane)
    if (kind === 'erase') return clearUp(pass, message.createdAt, message.issue)
    return goOn(await records.get(pass), message.version, { lane, cursor: message.cursor })
  }
  return work
}
