/** Changes of records as steps of the timeline. */
import type { JsonObject } from '../../core/format/json.ts'
import type { PassEvent } from '../../ports/events.ts'
import type { PassRecord } from '../../ports/records.ts'
import { changedImages, changedValues } from './changed-names.ts'
import type { RecordChange } from './work-service.ts'

type Step = Omit<PassEvent, 'pass'>

const templateText = ({ template }: PassRecord): string => `${template.name}@${template.version}`

const figures = (record: PassRecord): JsonObject => {
  const { revision, version, rolledOut } = record
  const rollout = rolledOut?.revision === revision ? { rollout: rolledOut.rollout } : {}
  return { revision, version, template: templateText(record), ...rollout }
}

/** Links that count no more. */
const revoked = (before: PassRecord, { linksRevokedBefore: moment }: PassRecord): JsonObject =>
  moment === undefined || moment === before.linksRevokedBefore
    ? {}
    : { linksRevokedBefore: new Date(moment * 1000).toISOString() }

const differences = (before: PassRecord, after: PassRecord): JsonObject => {
  const images = changedImages(before, after)
  return {
    changed: changedValues(before, after),
    ...(images.length > 0 ? { images } : {}),
    ...(templateText(before) === templateText(after) ? {} : { templateBefore: templateText(before) }),
    ...(before.voided === after.voided ? {} : { voided: after.voided }),
    ...revoked(before, after),
  }
}

const kindOf = (before: PassRecord, after: PassRecord): 'personalized' | 'voided' | 'changed' => {
  if (after.personalization && !before.personalization) return 'personalized'
  return before.voided === after.voided ? 'changed' : 'voided'
}

/** A write of the record itself; noting what was built is none. */
const writeSteps = (before: PassRecord | undefined, after: PassRecord): Step[] => {
  const isBroughtBack = !before && after.restored !== undefined
  if (before?.revision === after.revision || isBroughtBack) return []
  const kind = before ? kindOf(before, after) : 'created'
  const detail = { ...figures(after), ...(before ? differences(before, after) : {}) }
  return [{ at: after.updatedAt, key: `${kind}-${after.revision}`, kind, detail }]
}

const builtSteps = (before: PassRecord | undefined, { built }: PassRecord, at: number): Step[] => {
  if (!built || built.key === before?.built?.key) return []
  const { version, bytes, signer } = built
  return [{ at, key: `built-${version}-${signer}`, kind: 'built', detail: { version, bytes, signer } }]
}

const goneSteps = (before: PassRecord, kind: 'erased' | 'expired', at: number): Step[] => [
  { at, key: `${kind}-${before.revision}`, kind, detail: figures(before) },
]

/** The steps that a change is. @param at when it was, in milliseconds since 1970 */
export const stepsOf = ({ before, after, isExpiry = false }: RecordChange, at: number): readonly PassEvent[] => {
  const record = after ?? before
  if (!record) return []
  const { passTypeIdentifier, serialNumber } = record
  const steps = after
    ? [...writeSteps(before, after), ...builtSteps(before, after, at)]
    : goneSteps(record, isExpiry ? 'expired' : 'erased', at)
  return steps.map((step) => ({ pass: { passTypeIdentifier, serialNumber }, ...step }))
}
