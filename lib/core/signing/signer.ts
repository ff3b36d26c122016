/** The signer of one pass type: certificate, key and intermediate, checked once and then used many times. */
import type { Bytes } from '../bytes.ts'
import { sha256 } from '../digest.ts'
import { SignerError } from '../errors.ts'
import { assertValidAt } from './assert-valid.ts'
import { openCertificate, type PassCertificate } from './certificate.ts'
import { type SigningIdentity, signPlainly } from './cms.ts'
import { assertIntermediate, assertKey, assertPassCertificate } from './load-checks.ts'
import { identityFindings } from './pass-certificate.ts'
import { type PrivateKeyInput, readPrivateKey } from './private-key.ts'
import { prepareSkeletons, type SignDigest, skeletonText } from './skeleton.ts'
import { wholeSeconds } from './time.ts'

/** What {@link loadSigner} takes: each of the three as PEM text, PEM bytes or DER bytes. */
export interface SignerInput extends PrivateKeyInput {
  /** The Pass Type ID certificate. */
  readonly certificate: string | Uint8Array
  /** Apple's Worldwide Developer Relations certificate that issued it. */
  readonly intermediate: string | Uint8Array
  /**
   * What {@link makeSkeleton} made of the other three: with it, loading the signer takes no ASN.1 library. One that is not
   * theirs is passed over. Default: made anew.
   */
  readonly skeleton?: string
}

/** Signs passes of one pass type and team. */
export interface Signer {
  readonly passTypeIdentifier: string
  readonly teamIdentifier: string
  /** Whether the certificate is for passes with NFC. */
  readonly nfc: boolean
  readonly certificate: PassCertificate
  readonly intermediate: PassCertificate
  /** From when and until when both certificates are valid. */
  readonly notBefore: Date
  readonly notAfter: Date
  /** The first 16 hexadecimal digits of the certificate's SHA-256: tells a renewed signer from its predecessor. */
  readonly id: string
  /**
   * Makes the `signature` of a pass: a detached CMS in DER over the content, the bytes of `manifest.json`.
   *
   * The signing time is written in whole seconds, rounded down. With an RSA key the same content and time give the same
   * bytes.
   *
   * @throws SignerError `signer/expired`, `signer/not-yet-valid`, or `signer/signing-time` for a date that is none
   */
  readonly sign: (content: Bytes, signingTime: Date) => Promise<Bytes>
}

const assertTime = (milliseconds: number): void => {
  if (!Number.isNaN(milliseconds)) return
  throw new SignerError('signer/signing-time', 'The signing time is not a date. Give a valid Date.')
}

const isRsa = ({ certificate }: SigningIdentity): boolean => certificate.facts.publicKeyAlgorithm === 'RSA'

const signDigestWith = (identity: SigningIdentity, skeleton?: string): Promise<SignDigest> | SignDigest =>
  isRsa(identity)
    ? prepareSkeletons(identity, skeleton)
    : (digest, milliseconds) => signPlainly(identity, new Uint8Array(digest), milliseconds)

const latest = (a: Date, b: Date): Date => (a > b ? a : b)
const earliest = (a: Date, b: Date): Date => (a < b ? a : b)

const openIdentity = async (input: SignerInput): Promise<SigningIdentity> => {
  const certificate = openCertificate(input.certificate, 'certificate')
  const algorithm = assertPassCertificate(certificate)
  const intermediate = openCertificate(input.intermediate, 'intermediate certificate')
  await assertIntermediate(certificate, intermediate)
  const key = await readPrivateKey(input, algorithm)
  await assertKey(certificate, key, algorithm)
  return { certificate, intermediate, key }
}

/**
 * What a signer with an RSA key lays out once, to be kept with it; undefined for other keys, which lay out each signature.
 *
 * @throws SignerError as {@link loadSigner} does
 */
export const makeSkeleton = async (input: SignerInput): Promise<string | undefined> => {
  const identity = await openIdentity(input)
  return isRsa(identity) ? await skeletonText(identity) : undefined
}

/**
 * Loads a signer and checks, without a clock, that its parts belong together: the certificate is one for passes, the
 * intermediate issued it, the key is its own.
 *
 * @throws SignerError `signer/certificate-unreadable`, `signer/not-a-pass-certificate`, `signer/intermediate-mismatch`,
 *   `signer/key-unreadable`, `signer/passphrase-missing`, `signer/passphrase-wrong` or `signer/key-mismatch`
 * @example
 * const signer = await loadSigner({ certificate, key, intermediate, passphrase })
 * const signature = await signer.sign(manifest, new Date())
 */
export const loadSigner = async (input: SignerInput): Promise<Signer> => {
  const identity = await openIdentity(input)
  const signDigest = await signDigestWith(identity, input.skeleton)
  const { certificate, intermediate } = identity
  const facts = { certificate: certificate.facts, intermediate: intermediate.facts }
  const validity = {
    notBefore: latest(certificate.facts.notBefore, intermediate.facts.notBefore),
    notAfter: earliest(certificate.facts.notAfter, intermediate.facts.notAfter),
  }
  const { userId = '', organizationalUnit = '' } = certificate.facts.subject
  return {
    passTypeIdentifier: userId,
    teamIdentifier: organizationalUnit,
    nfc: certificate.facts.nfc,
    ...facts,
    ...validity,
    id: certificate.facts.sha256.slice(0, 16),
    async sign(content, signingTime) {
      const milliseconds = wholeSeconds(signingTime)
      assertTime(milliseconds)
      assertValidAt(facts, milliseconds)
      return signDigest(await sha256(content), milliseconds)
    },
  }
}

/** What {@link assertSigns} compares. */
export interface SignedPassIdentity {
  readonly passTypeIdentifier: string
  readonly teamIdentifier: string
  /** Whether the pass has NFC or asks for personalization. */
  readonly nfc: boolean
}

/**
 * Refuses to let a signer sign a pass that is not its own, which Wallet would refuse without a word.
 *
 * @throws SignerError `signer/wrong-pass-type`, `signer/wrong-team`, or `signer/nfc-not-allowed`
 */
export const assertSigns = (signer: Signer, pass: SignedPassIdentity): void => {
  const [finding] = identityFindings(signer.certificate, pass)
  if (finding) {
    const code = finding.code === 'leaf-wrong-team' ? 'signer/wrong-team' : 'signer/wrong-pass-type'
    throw new SignerError(code, `${finding.message} ${finding.fix}`, { findings: [finding] })
  }
  if (pass.nfc && !signer.nfc) {
    const message = 'The pass has NFC or personalization; its certificate is an ordinary one.'
    throw new SignerError('signer/nfc-not-allowed', `${message} Ask Apple for a Pass Type ID certificate with NFC.`)
  }
}
