/** When a pass counts as signed. */
import { assertValidAt } from '../../core/signing/assert-valid.ts'
import type { Signer } from '../../core/signing/signer.ts'
import type { PassRecord } from '../../ports/records.ts'

type Validity = Pick<Signer, 'notBefore' | 'notAfter'>

const isValidAt = ({ notBefore, notAfter }: Validity, milliseconds: number): boolean =>
  notBefore.getTime() <= milliseconds && milliseconds <= notAfter.getTime()

/**
 * The signing time of a record's version: when it came to be, so that building it again gives the same bytes; now, if the
 * signer was not valid then, or if that is yet to come: several versions of one second have times of their own.
 *
 * @param now milliseconds since 1970
 * @throws SignerError `signer/not-yet-valid`, `signer/expired`: a signer that is not valid now does not sign
 */
export const signingTimeOf = (
  { lastModified }: Pick<PassRecord, 'lastModified'>,
  signer: Pick<Signer, 'certificate' | 'intermediate' | keyof Validity>,
  now: number,
): Date => {
  assertValidAt(signer, now)
  const changed = lastModified * 1000
  return new Date(changed <= now && isValidAt(signer, changed) ? changed : now)
}
