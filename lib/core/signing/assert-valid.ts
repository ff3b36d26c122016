/** Refuses to sign when a certificate of a signer is not valid: Wallet would refuse the pass. */
import { SignerError } from '../errors.ts'
import type { PassCertificate } from './certificate.ts'

/** What a signer signs with. */
interface SignerCertificates {
  readonly certificate: Pick<PassCertificate, 'notBefore' | 'notAfter'>
  readonly intermediate: Pick<PassCertificate, 'notBefore' | 'notAfter' | 'subjectName'>
}

const second = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`

const leafRenewal = 'Renew it at developer.apple.com, and sign with the renewed one.'

const intermediateRenewal =
  'Have the Pass Type ID certificate issued anew at developer.apple.com: it comes from an intermediate that is valid.'

/**
 * Checks both certificates at a moment.
 *
 * @param milliseconds since 1970
 * @throws SignerError `signer/expired`, `signer/not-yet-valid`: which certificate, since or until when, and what to do
 */
export const assertValidAt = ({ certificate, intermediate }: SignerCertificates, milliseconds: number): void => {
  const both = [
    { what: 'The Pass Type ID certificate', renewal: leafRenewal, ...certificate },
    {
      what: `The intermediate certificate "${intermediate.subjectName}"`,
      renewal: intermediateRenewal,
      ...intermediate,
    },
  ]
  for (const { what, renewal, notBefore, notAfter } of both) {
    if (milliseconds > notAfter.getTime())
      throw new SignerError('signer/expired', `${what} expired at ${second(notAfter)}. ${renewal}`)
    if (milliseconds < notBefore.getTime())
      throw new SignerError(
        'signer/not-yet-valid',
        `${what} is not valid before ${second(notBefore)}. Sign with a later time, or with another certificate.`,
      )
  }
}
