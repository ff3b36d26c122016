/**
 * Throwaway chains of the shape that Apple issues: root, intermediate, pass certificate. Good for trying everything out
 * but a phone: no Wallet accepts them, and every name in them says what they are.
 */
import { type Bytes, utf8 } from '../bytes.ts'
import { type KeyAlgorithmName, keyAlgorithms } from './algorithms.ts'
import { oid } from './apple.ts'
import { openCertificate } from './certificate.ts'
import { encodeDer, tag } from './der.ts'
import { writePem } from './pem.ts'
import { privateKeyPem, readPrivateKey } from './private-key.ts'
import { issueCertificate } from './throwaway-certificate.ts'

/** What issues throwaway certificates, as PEM texts, so that it can be kept in a folder. The root's key is not kept. */
export interface ThrowawayAuthority {
  readonly root: string
  readonly intermediate: string
  /** PKCS#8. */
  readonly intermediateKey: string
}

/** Options of {@link makeThrowawayAuthority}. */
export interface ThrowawayAuthorityOptions {
  /** Default: 2020-01-01. */
  readonly validFrom?: Date
  /** Default: 2069-12-31. */
  readonly validTo?: Date
  /** The kind of both keys. Default: `RSA`, with 2,048 bits; the others are made much quicker. */
  readonly algorithm?: KeyAlgorithmName
  /** False makes an intermediate without the marker of Worldwide Developer Relations, for tests. Default: true. */
  readonly wwdrMarker?: boolean
}

/** What deviates from a proper pass certificate, for tests. `null` leaves the part out. */
export interface ThrowawayOverrides {
  readonly userId?: string | null
  readonly organizationalUnit?: string | null
  readonly passTypeExtension?: string | null
  /** How the string in the extension is written. Default: `utf8`. */
  readonly passTypeExtensionForm?: 'utf8' | 'ia5'
  readonly extendedKeyUsages?: readonly string[]
  readonly apnsMarker?: boolean
  /** Whether the extension for passes with NFC is there. Default: in certificates with NFC. */
  readonly nfcMarker?: boolean
  readonly ca?: boolean
}

/** Options of {@link issueThrowawayCertificate}. */
export interface ThrowawayCertificateOptions {
  readonly passTypeIdentifier: string
  readonly teamIdentifier: string
  /** Whether the certificate may sign passes with NFC. Default: false. */
  readonly nfc?: boolean
  readonly validFrom: Date
  readonly validTo: Date
  /** Default: `RSA`, with 2,048 bits, as Apple issues them. */
  readonly algorithm?: KeyAlgorithmName
  readonly overrides?: ThrowawayOverrides
}

/** A signer's four files, as PEM texts: what `loadSigner` takes, and the root for a verifier. The key is PKCS#8. */
export interface ThrowawayChain {
  readonly root: string
  readonly intermediate: string
  readonly certificate: string
  readonly key: string
}

const organization = 'Passwright throwaway'
const utf8String = 0x0c
const ia5String = 0x16
const marker = encodeDer(tag.null)
const day = 24 * 60 * 60 * 1000

const certificatePem = (der: Bytes): string => writePem('CERTIFICATE', der)

/** Makes a root and an intermediate. */
export const makeThrowawayAuthority = async (options: ThrowawayAuthorityOptions = {}): Promise<ThrowawayAuthority> => {
  const { validFrom = new Date('2020-01-01T00:00:00Z'), validTo = new Date('2069-12-31T00:00:00Z') } = options
  const { algorithm = 'RSA', wwdrMarker = true } = options
  const [rootKeys, keys] = await Promise.all([keyAlgorithms[algorithm].generate(), keyAlgorithms[algorithm].generate()])
  const name = (commonName: string) =>
    [
      [oid.commonName, commonName],
      [oid.organization, organization],
    ] as const
  const validity = { validFrom, validTo, ca: true }
  const root = await issueCertificate(
    { ...validity, subject: name('Throwaway Root CA'), publicKey: rootKeys.publicKey },
    { key: rootKeys.privateKey },
  )
  const intermediate = await issueCertificate(
    {
      ...validity,
      subject: [...name('Throwaway Developer Relations Lookalike'), [oid.organizationalUnit, 'G4']],
      publicKey: keys.publicKey,
      pathLength: 0,
      extensions: wwdrMarker ? [[oid.worldwideDeveloperRelations, marker]] : [],
    },
    { certificate: root, key: rootKeys.privateKey },
  )
  return {
    root: certificatePem(root),
    intermediate: certificatePem(intermediate),
    intermediateKey: await privateKeyPem(keys.privateKey),
  }
}

const orOverride = (override: string | null | undefined, usual: string): string | undefined =>
  override === undefined ? usual : (override ?? undefined)

const leafSubject = (options: ThrowawayCertificateOptions): readonly (readonly [string, string])[] => {
  const { passTypeIdentifier, teamIdentifier, nfc = false, overrides = {} } = options
  const userId = orOverride(overrides.userId, passTypeIdentifier)
  const team = orOverride(overrides.organizationalUnit, teamIdentifier)
  return [
    ...(userId === undefined ? [] : [[oid.userId, userId] as const]),
    [oid.commonName, `Pass Type ID${nfc ? ' with NFC' : ''}: ${passTypeIdentifier}`],
    ...(team === undefined ? [] : [[oid.organizationalUnit, team] as const]),
    [oid.organization, organization],
    // ZZ: left to its users by ISO 3166, so no country's.
    [oid.country, 'ZZ'],
  ]
}

const leafExtensions = (options: ThrowawayCertificateOptions): readonly (readonly [string, Bytes])[] => {
  const { passTypeIdentifier, nfc = false, overrides = {} } = options
  const { nfcMarker = nfc } = overrides
  const passType = orOverride(overrides.passTypeExtension, passTypeIdentifier)
  const form = overrides.passTypeExtensionForm === 'ia5' ? ia5String : utf8String
  return [
    ...(overrides.apnsMarker === false ? [] : [[oid.pushClient, marker] as const]),
    ...(nfcMarker ? [[oid.passesWithNfc, marker] as const] : []),
    ...(passType === undefined ? [] : [[oid.passType, encodeDer(form, utf8(passType))] as const]),
  ]
}

/**
 * Issues a pass certificate with a new key.
 *
 * @throws SignerError if the authority's PEM texts cannot be read
 */
export const issueThrowawayCertificate = async (
  authority: ThrowawayAuthority,
  options: ThrowawayCertificateOptions,
): Promise<ThrowawayChain> => {
  const { facts } = openCertificate(authority.intermediate, 'intermediate certificate')
  const issuerKey = await readPrivateKey({ key: authority.intermediateKey }, facts.publicKeyAlgorithm ?? 'RSA')
  const { algorithm = 'RSA', validFrom, validTo, overrides = {} } = options
  const keys = await keyAlgorithms[algorithm].generate()
  const certificate = await issueCertificate(
    {
      subject: leafSubject(options),
      validFrom,
      validTo,
      publicKey: keys.publicKey,
      ca: overrides.ca ?? false,
      extendedKeyUsages: overrides.extendedKeyUsages ?? [oid.clientAuthentication, oid.passSigning],
      extensions: leafExtensions(options),
    },
    { certificate: facts.der, key: issuerKey },
  )
  const { root, intermediate } = authority
  return { root, intermediate, certificate: certificatePem(certificate), key: await privateKeyPem(keys.privateKey) }
}

/** Options of {@link makeThrowawayChain}. */
export interface ThrowawayChainOptions {
  readonly passTypeIdentifier: string
  readonly teamIdentifier: string
  /** Default: false. */
  readonly nfc?: boolean
  /** The pass certificate is valid from the day before until a year later. */
  readonly now: Date
}

/**
 * Makes an authority and one pass certificate of RSA keys.
 *
 * @example
 * const { certificate, key, intermediate } = await makeThrowawayChain({
 *   passTypeIdentifier: 'pass.com.example.demo', teamIdentifier: 'ABCDE12345', now: new Date(),
 * })
 * const signer = await loadSigner({ certificate, key, intermediate })
 */
export const makeThrowawayChain = async ({ now, ...identity }: ThrowawayChainOptions): Promise<ThrowawayChain> =>
  issueThrowawayCertificate(await makeThrowawayAuthority(), {
    ...identity,
    validFrom: new Date(now.getTime() - day),
    validTo: new Date(now.getTime() + 365 * day),
  })
