/** Which passes a rollout is for. */
import { utf8 } from '../../core/bytes.ts'
import { canonicalJson } from '../../core/format/json.ts'
import type { PassRecord } from '../../ports/records.ts'
import type { RolloutFilter } from '../../ports/rollouts.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'

/** Makes sure that a filter can be stored. @throws ServiceError `rollout/filter-too-large` */
export const assertFilter = ({ values = {}, versions = [] }: RolloutFilter): void => {
  const { filterBytes, filterVersions } = limits.rollout
  if (utf8(canonicalJson(values)).length <= filterBytes && versions.length <= filterVersions) return
  throw new ServiceError(
    'rollout/filter-too-large',
    `a filter has at most ${filterVersions} versions, and values of ${filterBytes} bytes: leave some out`,
  )
}

/** Whether a pass is one of those that a filter names. */
export const isMeant = ({ versions, values = {}, voided }: RolloutFilter, record: PassRecord): boolean =>
  (versions === undefined || versions.includes(record.template.version)) &&
  (voided === undefined || voided === record.voided) &&
  Object.entries(values).every(
    ([name, value]) =>
      Object.hasOwn(record.values, name) && canonicalJson(record.values[name] ?? null) === canonicalJson(value),
  )
