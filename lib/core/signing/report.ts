/** What a verified signature is reported as: each check on its own, so that a pass's owner sees which one failed. */
import { deviceLog, documented, type Finding, hasErrors, type Severity, type Source } from '../finding.ts'
import type { PassCertificate } from './certificate.ts'

/**
 * - `container`: a detached CMS SignedData with one signer, whose certificate is in it
 * - `integrity`: the content is what was signed, and the signature is the signer's
 * - `signingTime`: stated, and within the certificate's validity
 * - `chain`: certificate, intermediate in the container, trusted root: every signature verified
 * - `leaf`: Apple's rules for a pass certificate, and the pass's own identifiers
 */
export type CheckName = 'container' | 'integrity' | 'signingTime' | 'chain' | 'leaf'

/** What a check came to. `not-checked`: what it needs was not there, which another check says. */
export interface CheckOutcome {
  readonly ok: boolean | 'not-checked'
  readonly findings: readonly Finding[]
}

/** One check. */
export interface SignatureCheck extends CheckOutcome {
  readonly name: CheckName
}

/** What a signature says of itself. Not yet a reason to believe it. */
export interface SignatureFacts {
  readonly signingTime?: Date
  /** `SHA-1`, `SHA-256`, `SHA-384` or `SHA-512`; the object identifier of another. */
  readonly digestAlgorithm: string
  /** The certificate that signed. */
  readonly signer: PassCertificate
  /** The certificate in the container that issued the signer's. */
  readonly issuer?: PassCertificate
  /** The trusted root above that: Apple's short name of it, or its whole name. */
  readonly root?: string
  /** All certificates in the container, in its order. */
  readonly certificates: readonly PassCertificate[]
}

/** The outcome of a verification. */
export interface SignatureReport {
  /** Whether every check was made and passed. */
  readonly ok: boolean
  readonly checks: readonly SignatureCheck[]
  /** Whether the signer's certificate is revoked; `not-checked` without a list by its issuer, and of no account for `ok`. */
  readonly revocation: CheckOutcome
  /** Absent when the container cannot be read. */
  readonly facts?: SignatureFacts
}

/** Apple's page on building and signing a pass. */
export const buildingAPass = documented('https://developer.apple.com/documentation/walletpasses/building-a-pass')
/** Cryptographic Message Syntax. */
export const cmsStandard = documented('https://www.rfc-editor.org/rfc/rfc5652')
/** The trust policy for pass signatures in Apple's open-source Security framework. */
export const trustPolicy = documented('https://github.com/apple-oss-distributions/Security')

/** The remedy for whatever is wrong with a signature as a whole. */
const signAnew = 'Sign the manifest anew.'

/** What a finding on a signature may leave out. */
export interface FindingOptions {
  /** Default: {@link signAnew}. */
  readonly fix?: string
  /** Default: `error`. */
  readonly severity?: Severity
  /** Default: known from device logs. */
  readonly source?: Source
}

/** A finding whose path is the file `signature`. */
export const signatureFinding = (code: string, message: string, options: FindingOptions = {}): Finding => {
  const { fix = signAnew, severity = 'error', source = deviceLog } = options
  return { code, severity, path: 'signature', message, fix, source }
}

/** A check that was made. */
export const checked = (name: CheckName, findings: readonly Finding[]): SignatureCheck => ({
  name,
  ok: !hasErrors(findings),
  findings,
})

/** A check that could not be made. */
export const notChecked = (name: CheckName): SignatureCheck => ({ name, ok: 'not-checked', findings: [] })
