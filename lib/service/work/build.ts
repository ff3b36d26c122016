/** Does the work that the queue brings: builds passes, and clears up after erased ones. */
import { PasswrightError } from '../../core/errors.ts'
import type { Assets } from '../../ports/assets.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { Events } from '../../ports/events.ts'
import type { PassId, PassRecord, Records } from '../../ports/records.ts'
import type { Builder } from '../passes/builder.ts'
import { removeAssets } from '../passes/erase.ts'
import type { WorkService } from '../service.ts'

/** What {@link makeBuildWork} needs. */
export interface BuildWorkParts {
  readonly records: Records
  readonly assets: Assets
  readonly events: Events
  readonly build: Builder
}

/** Makes the use case: see `WorkService.build`. */
export const makeBuildWork = (parts: BuildWorkParts): WorkService['build'] => {
  const { records, events, build } = parts

  /** Parks what cannot be built for now: it stays pending, so that the schedule tries again. */
  const park = async (record: PassRecord, code: string): Promise<void> => {
    const { passTypeIdentifier, serialNumber, version, pending, updatedAt } = record
    const pass = { passTypeIdentifier, serialNumber }
    const key = `build-failed-${version}`
    // Told once, however often it is tried: the time is that of the change.
    await events.append([
      { pass, at: pending?.since ?? updatedAt, key, kind: 'build-failed', detail: { version, code } },
    ])
  }

  const buildVersion = async (pass: PassId, version: number): Promise<void> => {
    const record = await records.get(pass)
    if (record?.version !== version) return
    if (record.built?.version === version) {
      if (record.pending) await records.setBuilt(pass, record.built, { isPending: true })
      return
    }
    try {
      await build(record)
    } catch (error) {
      if (!(error instanceof PasswrightError) || error instanceof UnavailableError) throw error
      await park(record, error.code)
    }
  }

  const clearUp = async (pass: PassId, createdAt: number): Promise<void> => {
    await removeAssets(parts, pass, createdAt)
    // A pass that was created anew has events of its own.
    if (!(await records.get(pass))) await events.removeAll(pass)
  }

  return (message) =>
    message.kind === 'build' ? buildVersion(message.pass, message.version) : clearUp(message.pass, message.createdAt)
}
