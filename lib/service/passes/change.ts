/** Changes from other systems: whatever they say of a pass, whether it is there or not. */
import type { JsonObject } from '../../core/format/json.ts'
import type { PassId } from '../../ports/records.ts'
import type { Preconditions, Written } from '../service.ts'
import type { CompiledTemplates } from '../templates/compiled-templates.ts'
import type { RecordContents } from './draft.ts'
import { mergePatch } from './merge-patch.ts'
import { withoutSerialNumber } from './values.ts'
import type { Writer } from './writer.ts'

/** What is to become of a pass. */
export interface PassChange {
  /** `name` for the newest version, `name@3` for that one. A pass that is not there needs it; another one moves to it. */
  readonly template?: string
  /** Takes the place of all values. */
  readonly values?: JsonObject
  /** A JSON merge patch (RFC 7396) of the values. Not beside `values`. */
  readonly patch?: JsonObject
  readonly voided?: boolean
}

/**
 * Makes a change; issues the pass if it is not there, but never again once it was erased.
 *
 * @throws what `PassService.put` throws; ServiceError `pass/not-found` if there is neither the pass nor a template,
 *   `pass/erased`, `event/stale`, `event/too-many-sources`
 */
export type ChangePass = (pass: PassId, change: PassChange, preconditions: Preconditions) => Promise<Written>

const nothing: RecordContents = { values: {}, images: {}, voided: false }

/** What {@link makeChangePass} needs. */
export interface ChangeParts {
  readonly compiled: CompiledTemplates
  readonly write: Writer
}

/** Makes the use case. */
export const makeChangePass =
  ({ compiled, write }: ChangeParts): ChangePass =>
  (pass, { template, values, patch = {}, voided }, preconditions) =>
    write(preconditions, () => {
      const whole = values && withoutSerialNumber(values, pass.serialNumber)
      const part = withoutSerialNumber(patch, pass.serialNumber)
      const contents = (current: RecordContents): RecordContents => ({
        ...current,
        values: whole ?? mergePatch(current.values, part),
        voided: voided ?? current.voided,
      })
      return {
        ...{ pass, contents, revives: false },
        ...(template === undefined ? {} : { template: () => compiled.named(template), initial: contents(nothing) }),
      }
    })
