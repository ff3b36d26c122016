/** Rollouts as the API shows them, and as a command tells of them. */
import type { JsonObject } from '../../core/format/json.ts'
import type { Valid } from '../../http/api/schema.ts'
import { rolloutSchema } from '../../http/api/schemas/rollout.ts'
import { makeChecker } from '../../service/schema-checker.ts'
import { InputError } from '../errors.ts'

/** A rollout. */
export type ShownRollout = Valid<typeof rolloutSchema>

const checker = makeChecker(rolloutSchema)

/** The rollout of an answer. @throws InputError `input/no-api` if it is none */
export const rolloutIn = (body: JsonObject): ShownRollout => {
  if (checker.fits(body)) return body
  throw new InputError('input/no-api', 'the API answered with a rollout that this release does not know: use its own')
}

/** What it is about: `card to version 2`. */
const subjectOf = ({ template, kind, version, takesBack = '' }: ShownRollout): string => {
  if (kind === 'template') return `${template} to version ${version}`
  return kind === 'back' ? `${template} back, as before ${takesBack}` : `${template} signed anew`
}

/** A rollout in one line of a list. */
export const rolloutLine = (rollout: ShownRollout): string => {
  const { id, status, startedAt, counts, total } = rollout
  return `${id}  ${startedAt}  ${status.padEnd(7)}  ${counts.seen} of ${total}  ${subjectOf(rollout)}`
}

/** Everything about a rollout. */
export const rolloutLines = (rollout: ShownRollout): readonly string[] => {
  const { id, status, counts, total, failures, estimatedEnd } = rollout
  const { seen, changed, unchanged, skipped, failed } = counts
  const untold = failed - failures.length
  return [
    `${id}  ${status}: ${subjectOf(rollout)}`,
    `  of ${total} passes, ${seen} seen: ${changed} changed, ${unchanged} unchanged, ${skipped} skipped, ${failed} failed`,
    ...(estimatedEnd === undefined ? [] : [`  done at about ${estimatedEnd}`]),
    ...failures.map(({ serialNumber, code, message }) => `  ${serialNumber}  ${message}  (${code})`),
    ...(untold > 0 ? [`  and ${untold} more that failed`] : []),
  ]
}
