/** Brings one pass to another version of its template. */
import type { Random } from '../../ports/random.ts'
import { type PassId, type PassRecord, passIdOf, type Records } from '../../ports/records.ts'
import type { Rollout } from '../../ports/rollouts.ts'
import { insist } from '../back-off.ts'
import { ServiceError } from '../errors.ts'
import { passBusy } from '../passes/busy.ts'
import type { Writer } from '../passes/writer.ts'
import type { Barcodes } from '../secrets/barcodes.ts'
import type { CompiledTemplates } from '../templates/compiled-templates.ts'
import { isMeant } from './filter.ts'
import type { Outcome } from './outcome.ts'

/** What {@link makeBring} needs. */
export interface BringParts {
  readonly records: Pick<Records, 'get'>
  readonly random: Random
  readonly compiled: CompiledTemplates
  readonly write: Writer
  readonly barcodes: Pick<Barcodes, 'isOutdated'>
}

/** Does what a rollout is for to one pass. May be repeated. @throws whatever is in the way */
export type WorkOnPass = (rollout: Rollout, pass: PassId) => Promise<Outcome>

/** The version that a rollout wants a pass to be at, if it wants anything of it. */
const targetOf = ({ task }: Rollout, { rolledOut }: PassRecord): number | undefined => {
  if (task.kind === 'template') return task.version
  return task.kind === 'back' && rolledOut?.rollout === task.rollout ? rolledOut.from : undefined
}

/**
 * What is to be done: a version to bring the pass to, or nothing, because there is an outcome already. One whose barcode is
 * outdated is brought to the version that it is at, for another one.
 */
const decide = (
  rollout: Rollout,
  record: PassRecord,
  isOutdated: boolean,
): number | 'changed' | 'unchanged' | 'skipped' => {
  if (record.template.name !== rollout.template) return 'skipped'
  // Before the filter: it was for the pass as it was before that.
  if (record.rolledOut?.rollout === rollout.id) return 'changed'
  const target = targetOf(rollout, record)
  if (target === undefined || !isMeant(rollout.filter, record)) return 'skipped'
  return target === record.template.version && !isOutdated ? 'unchanged' : target
}

const refusedWith = (error: unknown, ...codes: readonly ServiceError['code'][]): boolean =>
  error instanceof ServiceError && codes.includes(error.code)

/** Makes what brings passes to versions, with all checks of a write. */
export const makeBring = ({ records, random, compiled, write, barcodes }: BringParts): WorkOnPass => {
  const writeVersion = async (rollout: Rollout, pass: PassId, { revision }: PassRecord, version: number) => {
    try {
      await write({ ifMatch: [revision] }, () => ({
        ...{ pass, rollout: rollout.id, contents: (current) => current },
        template: () => compiled.version({ name: rollout.template, version }),
      }))
      return 'changed'
    } catch (error) {
      if (refusedWith(error, 'pass/erased', 'pass/not-found')) return 'skipped'
      // It was changed meanwhile: what is to become of it is decided anew.
      if (refusedWith(error, 'pass/revision-stale')) return undefined
      throw error
    }
  }

  return async (rollout, found) => {
    const pass = passIdOf(found)
    const outcome = await insist(random, async () => {
      const record = await records.get(pass)
      const isOutdated = await barcodes.isOutdated(record?.barcodeKeyId)
      const decision = record ? decide(rollout, record, isOutdated) : 'skipped'
      return record && typeof decision === 'number' ? writeVersion(rollout, pass, record, decision) : decision
    })
    if (outcome === undefined || typeof outcome === 'number') throw passBusy()
    return outcome
  }
}
