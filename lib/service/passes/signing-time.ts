/** When a pass counts as signed. */
import { SignerError } from '../../core/errors.ts'
import type { Signer } from '../../core/signing/signer.ts'
import type { PassRecord } from '../../ports/records.ts'

type Validity = Pick<Signer, 'notBefore' | 'notAfter'>

const isValidAt = ({ notBefore, notAfter }: Validity, milliseconds: number): boolean =>
  notBefore.getTime() <= milliseconds && milliseconds <= notAfter.getTime()

const assertValidNow = (signer: Validity, now: number): void => {
  if (isValidAt(signer, now)) return
  const { notBefore, notAfter } = signer
  throw now < notBefore.getTime()
    ? new SignerError('signer/not-yet-valid', `its certificates are not valid before ${notBefore.toISOString()}`)
    : new SignerError('signer/expired', `its certificates expired at ${notAfter.toISOString()}: renew and upload them`)
}

/**
 * The signing time of a record's version: when it came to be, so that building it again gives the same bytes; now, if the
 * signer was not valid then, or if that is yet to come: several versions of one second have times of their own.
 *
 * @param now milliseconds since 1970
 * @throws SignerError `signer/not-yet-valid`, `signer/expired`: a signer that is not valid now does not sign
 */
export const signingTimeOf = (
  { lastModified }: Pick<PassRecord, 'lastModified'>,
  signer: Validity,
  now: number,
): Date => {
  assertValidNow(signer, now)
  const changed = lastModified * 1000
  return new Date(changed <= now && isValidAt(signer, changed) ? changed : now)
}
