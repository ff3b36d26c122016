/** What the schemas of this API say of bodies, and the refusal of those that do not fit. */
import { summary } from '../../core/finding.ts'
import type { Json } from '../../core/format/json.ts'
import { ServiceError } from '../../service/errors.ts'
import type { Checker } from '../../service/schema-checker.ts'

export type { Valid } from '../../service/schema-checker.ts'

/**
 * The value as what the schema says that it is.
 *
 * @throws ServiceError `request/body-invalid`, with a finding for each fault
 */
export const checked = <Value>(checker: Checker<Value>, json: Json): Value => {
  if (checker.fits(json)) return json
  const findings = checker.faults(json)
  throw new ServiceError('request/body-invalid', `the body does not fit: ${summary(findings)}`, { findings })
}
