/**
 * Reads an X.509 certificate (RFC 5280, 4.1) as far as passes need it. A library takes longer to load than a whole pass
 * takes to check, which counts in a process that has just started.
 */
import type { Bytes } from '../bytes.ts'
import { type DerValue, derChildren, derInside, oidText, readDer, tag } from './der.ts'
import { type DistinguishedName, readName } from './distinguished-name.ts'
import { parseLooseTime, type TimeForm } from './time.ts'

/** An algorithm, and what it takes. */
export interface AlgorithmIdentifier {
  /** An object identifier. */
  readonly oid: string
  readonly parameters: DerValue | undefined
}

/** A public key. */
export interface PublicKeyInfo {
  /** The whole SubjectPublicKeyInfo, as WebCrypto imports it. */
  readonly der: Bytes
  readonly algorithm: AlgorithmIdentifier
  /** What the key consists of: for RSA a SEQUENCE of modulus and exponent. */
  readonly key: Bytes
}

/** A certificate. */
export interface X509 {
  readonly der: Bytes
  /** The part that the issuer signed. */
  readonly signedPart: Bytes
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Bytes
  /** The content of the INTEGER. */
  readonly serialNumber: Bytes
  readonly issuer: DistinguishedName
  readonly subject: DistinguishedName
  readonly notBefore: Date
  readonly notAfter: Date
  readonly publicKey: PublicKeyInfo
  /** What each extension holds, by object identifier; of several of one kind the first. */
  readonly extensions: ReadonlyMap<string, Bytes>
}

const bitString = 0x03
const versionTag = 0xa0
const extensionsTag = 0xa3

const timeForms: ReadonlyMap<number, TimeForm> = new Map([
  [0x17, 'utc'],
  [0x18, 'generalized'],
])

/** Thrown inside of this folder only: whoever reads a certificate says which one cannot be read. */
const malformed = (what: string): TypeError => new TypeError(`not a certificate: ${what}`)

const need = <Value>(value: Value | undefined, what: string): Value => {
  if (value === undefined) throw malformed(what)
  return value
}

const childrenOf = (value: DerValue | undefined, what: string): readonly DerValue[] =>
  need(value?.tag === tag.sequence ? derChildren(value) : undefined, what)

/** The bytes of a BIT STRING; the first says how many bits at the end do not count: none, in keys and signatures. */
const bitsOf = (value: DerValue | undefined, what: string): Bytes =>
  need(value?.tag === bitString && value.content[0] === 0 ? value.content.subarray(1) : undefined, what)

/** Reads an AlgorithmIdentifier. Throws if it is none. */
export const readAlgorithm = (value: DerValue | undefined): AlgorithmIdentifier => {
  const [identifier, parameters] = childrenOf(value, 'algorithm')
  return { oid: need(oidText(identifier), 'algorithm'), parameters }
}

const readTime = (value: DerValue | undefined): Date => {
  const form = value && timeForms.get(value.tag)
  const text = new TextDecoder('latin1').decode(value?.content)
  return need(form && parseLooseTime(text, form), 'validity')
}

const readPublicKey = (value: DerValue | undefined): PublicKeyInfo => {
  const [algorithm, key] = childrenOf(value, 'public key')
  return {
    der: need(value, 'public key').bytes,
    algorithm: readAlgorithm(algorithm),
    key: bitsOf(key, 'public key'),
  }
}

const readExtensions = (wrapped: DerValue | undefined): ReadonlyMap<string, Bytes> => {
  const extensions = new Map<string, Bytes>()
  const [list] = wrapped ? (derChildren(wrapped) ?? []) : []
  for (const extension of list ? childrenOf(list, 'extensions') : []) {
    // Between the two may stand whether the extension is critical.
    const parts = childrenOf(extension, 'extension')
    const type = need(oidText(parts[0]), 'extension')
    const value = parts.at(-1)
    if (value?.tag === tag.octets && !extensions.has(type)) extensions.set(type, value.content)
  }
  return extensions
}

/**
 * Reads a certificate.
 *
 * @throws TypeError for bytes that are no certificate in DER
 */
export const readX509 = (der: Bytes): X509 => {
  const [signedPart, signatureAlgorithm, signature] = derInside(readDer(der), tag.sequence, { least: 3, most: 3 })
  const parts = childrenOf(signedPart, 'signed part')
  const [serialNumber, , issuer, validity, subject, publicKey, ...optional] =
    parts[0]?.tag === versionTag ? parts.slice(1) : parts
  const [notBefore, notAfter] = childrenOf(validity, 'validity')
  return {
    der,
    signedPart: need(signedPart, 'signed part').bytes,
    signatureAlgorithm: readAlgorithm(signatureAlgorithm),
    signature: bitsOf(signature, 'signature'),
    serialNumber: need(serialNumber?.tag === tag.integer ? serialNumber.content : undefined, 'serial number'),
    issuer: readName(need(issuer, 'issuer')),
    subject: readName(need(subject, 'subject')),
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    publicKey: readPublicKey(publicKey),
    extensions: readExtensions(optional.find((value) => value.tag === extensionsTag)),
  }
}
