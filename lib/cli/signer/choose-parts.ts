/** Out of all that files hold: the certificate that signs, and its key. */
import { SignerError } from '../../core/errors.ts'
import { type Finding, inferred } from '../../core/finding.ts'
import type { ParsedCertificate } from '../../core/signing/certificate.ts'
import { assertKey } from '../../core/signing/load-checks.ts'
import { readPrivateKey } from '../../core/signing/private-key.ts'
import { InputError } from '../errors.ts'
import { certificateKind } from './certificate-kind.ts'
import type { Held, HeldCertificate, HeldKey, HeldOther } from './opened-file.ts'

/** A certificate for passes, and the key that it was issued for. */
export interface Pair {
  readonly leaf: HeldCertificate
  readonly key: HeldKey
}

/** What was found, by what it is. */
export interface Sorted {
  /** Certificates that may sign passes, each once. */
  readonly leaves: readonly HeldCertificate[]
  readonly others: readonly HeldCertificate[]
  readonly keys: readonly HeldKey[]
  readonly rest: readonly HeldOther[]
}

const isCertificate = (held: Held): held is HeldCertificate => held.kind === 'certificate'
const isKey = (held: Held): held is HeldKey => held.kind === 'key'
const isOther = (held: Held): held is HeldOther => held.kind === 'other'

const eachOnce = (certificates: readonly HeldCertificate[]): readonly HeldCertificate[] =>
  [...new Map(certificates.toReversed().map((held) => [held.certificate.facts.sha256, held])).values()].toReversed()

/** Sorts what was found. */
export const sortHeld = (held: readonly Held[]): Sorted => {
  const certificates = eachOnce(held.filter(isCertificate))
  const isLeaf = ({ certificate }: HeldCertificate) => certificateKind(certificate).use === 'pass'
  return {
    leaves: certificates.filter(isLeaf),
    others: certificates.filter((each) => !isLeaf(each)),
    keys: held.filter(isKey),
    rest: held.filter(isOther),
  }
}

const findingsOf = ({ others, rest }: Sorted): readonly Finding[] => [
  ...others.flatMap(({ file, certificate }) =>
    certificateKind(certificate).findings.map((finding) => ({ ...finding, path: file })),
  ),
  ...rest.map(
    ({ file, what, advice }): Finding => ({
      code: 'file-not-used',
      severity: 'warning',
      path: file,
      message: `It is ${what}.`,
      fix: advice,
      source: inferred,
    }),
  ),
]

const passTypeOf = ({ certificate }: HeldCertificate): string => certificate.facts.subject.userId ?? ''

const noLeaf = (sorted: Sorted): InputError => {
  const findings = findingsOf(sorted)
  const message = sorted.others.length > 0 ? 'no file holds a certificate for passes' : 'no file holds a certificate'
  const remedy = 'give the Pass Type ID certificate that Apple issued, the .cer file, beside what else there is'
  return new InputError('input/no-pass-certificate', `${message}: ${remedy}`, { findings })
}

const wantedLeaves = (sorted: Sorted, passType: string | undefined): readonly HeldCertificate[] => {
  if (sorted.leaves.length === 0) throw noLeaf(sorted)
  const wanted = sorted.leaves.filter((leaf) => passType === undefined || passTypeOf(leaf) === passType)
  if (wanted.length > 0) return wanted
  const found = [...new Set(sorted.leaves.map(passTypeOf))].join(', ')
  throw new InputError('input/no-pass-certificate', `the certificate is for ${found}, not for ${passType}`)
}

/** Whether a key is the certificate's own. False for one that cannot be read. */
const belongs = async (leaf: ParsedCertificate, key: HeldKey): Promise<boolean> => {
  const algorithm = leaf.facts.publicKeyAlgorithm
  if (!algorithm) return false
  try {
    await assertKey(leaf, await readPrivateKey({ key: key.der }, algorithm), algorithm)
    return true
  } catch (cause) {
    if (cause instanceof SignerError) return false
    throw cause
  }
}

const pairsOf = async (leaves: readonly HeldCertificate[], keys: readonly HeldKey[]): Promise<readonly Pair[]> => {
  const pairs: Pair[] = []
  for (const leaf of leaves) {
    for (const key of keys) {
      if (await belongs(leaf.certificate, key)) pairs.push({ leaf, key })
    }
  }
  return pairs
}

const endingOfP12 = /\.(?:p12|pfx)$/i

const noKey = (leaves: readonly HeldCertificate[], folder: string): InputError => {
  const [first] = leaves
  const file = first?.file ?? ''
  const isP12 = endingOfP12.test(file)
  const remedy = isP12
    ? 'export it once more: in Keychain Access, under My Certificates, choose the certificate together with the key under it'
    : `give the key as another file, or name with --dir the folder that passwright signer request made (${folder} has no key)`
  return new InputError('input/no-private-key', `${file} holds a certificate, and no private key: ${remedy}`)
}

const noPair = (leaves: readonly HeldCertificate[], keys: readonly HeldKey[]): SignerError => {
  const certificates = [...new Set(leaves.map(({ file }) => file))].join(', ')
  const files = [...new Set(keys.map(({ file }) => file))].join(', ')
  return new SignerError(
    'signer/key-mismatch',
    `The private key in ${files} is not the one that the certificate in ${certificates} was issued for. Give the key of its request, or issue a new certificate for a new request.`,
  )
}

const later = (a: Pair, b: Pair): number =>
  b.leaf.certificate.facts.notAfter.getTime() - a.leaf.certificate.facts.notAfter.getTime()

/** How to choose. */
export interface ChoiceOptions {
  /** The only pass type that is wanted. */
  readonly passType: string | undefined
  /** Where the signer is to stand, for messages. */
  readonly folder: string
}

/**
 * Chooses certificate and key. Of several certificates for one pass type the one that is good for longest is taken.
 *
 * @throws InputError `input/no-pass-certificate`, `input/no-private-key`, `input/several-signers`
 * @throws SignerError `signer/key-mismatch`
 */
export const choosePair = async (sorted: Sorted, { passType, folder }: ChoiceOptions): Promise<Pair> => {
  const leaves = wantedLeaves(sorted, passType)
  if (sorted.keys.length === 0) throw noKey(leaves, folder)
  const pairs = (await pairsOf(leaves, sorted.keys)).toSorted(later)
  const [best] = pairs
  if (!best) throw noPair(leaves, sorted.keys)
  const passTypes = [...new Set(pairs.map(({ leaf }) => passTypeOf(leaf)))]
  if (passTypes.length === 1) return best
  throw new InputError(
    'input/several-signers',
    `the files hold signers of several pass types (${passTypes.join(', ')}): say with --pass-type which one is meant`,
  )
}
