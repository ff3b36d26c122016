/** Verifies a signature with the public key of a certificate: RSA (PKCS #1 v1.5 and PSS) and ECDSA, through WebCrypto. */
import type { Bytes } from '../bytes.ts'
import { digestName } from './algorithms.ts'
import { oid } from './apple.ts'
import { type DerValue, derChildren, derInside, oidText, readDer, tag } from './der.ts'
import { type AlgorithmIdentifier, type PublicKeyInfo, readAlgorithm } from './x509.ts'

/** A signature. */
export interface SignatureToVerify {
  readonly algorithm: AlgorithmIdentifier
  /** WebCrypto's name of the digest, for an algorithm that does not name it. */
  readonly digest?: string
  readonly signature: Bytes
  /** What was signed. */
  readonly data: Bytes
}

/** What to verify with. */
interface Method {
  readonly importing: RsaHashedImportParams | EcKeyImportParams
  readonly verifying: AlgorithmIdentifierOfWebCrypto
  readonly signature: Bytes
}

type AlgorithmIdentifierOfWebCrypto = Algorithm | RsaPssParams | EcdsaParams

const pss = '1.2.840.113549.1.1.10'

const rsaDigests: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.5', 'SHA-1'],
  ['1.2.840.113549.1.1.11', 'SHA-256'],
  ['1.2.840.113549.1.1.12', 'SHA-384'],
  ['1.2.840.113549.1.1.13', 'SHA-512'],
])

const ecdsaDigests: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10045.4.1', 'SHA-1'],
  ['1.2.840.10045.4.3.2', 'SHA-256'],
  ['1.2.840.10045.4.3.3', 'SHA-384'],
  ['1.2.840.10045.4.3.4', 'SHA-512'],
])

const curves: ReadonlyMap<string, { readonly namedCurve: string; readonly bytes: number }> = new Map([
  ['1.2.840.10045.3.1.7', { namedCurve: 'P-256', bytes: 32 }],
  ['1.3.132.0.34', { namedCurve: 'P-384', bytes: 48 }],
  ['1.3.132.0.35', { namedCurve: 'P-521', bytes: 66 }],
])

const rsa = (hash: string, signature: Bytes): Method => {
  const name = 'RSASSA-PKCS1-v1_5'
  return { importing: { name, hash }, verifying: { name }, signature }
}

/** The digest is SHA-1 and the salt has 20 bytes, where the parameters do not say otherwise (RFC 4055, 3.1). */
const rsaPss = (parameters: DerValue | undefined, signature: Bytes): Method | undefined => {
  const given = new Map((parameters ? (derChildren(parameters) ?? []) : []).map((each) => [each.tag, each]))
  const [digestParameter, saltParameter] = [given.get(0xa0), given.get(0xa2)]
  const hash = digestParameter ? digestName(readAlgorithm(readDer(digestParameter.content)).oid) : 'SHA-1'
  const salt = saltParameter && readDer(saltParameter.content)
  if (hash === undefined || (salt && salt.content.length > 2)) return undefined
  const saltLength = salt ? salt.content.reduce((length, byte) => length * 256 + byte, 0) : 20
  return { importing: { name: 'RSA-PSS', hash }, verifying: { name: 'RSA-PSS', saltLength }, signature }
}

/** A number without its leading zeros, filled up with zeros to a size; undefined if it is larger. */
const padded = (value: DerValue | undefined, size: number): Bytes | undefined => {
  if (value?.tag !== tag.integer) return undefined
  const from = value.content.findIndex((byte) => byte !== 0)
  const digits = from < 0 ? new Uint8Array() : value.content.subarray(from)
  if (digits.length > size) return undefined
  const bytes = new Uint8Array(size)
  bytes.set(digits, size - digits.length)
  return bytes
}

/** WebCrypto takes the two numbers of a signature side by side, certificates have them as a SEQUENCE (RFC 3279, 2.2.3). */
const ecdsa = (hash: string, parameters: DerValue | undefined, signature: Bytes): Method | undefined => {
  const curve = curves.get(oidText(parameters) ?? '')
  if (!curve) return undefined
  const numbers = derInside(readDer(signature), tag.sequence, { least: 2, most: 2 })
  const [r, s] = numbers.map((value) => padded(value, curve.bytes))
  if (!(r && s)) return undefined
  const name = 'ECDSA'
  const { namedCurve } = curve
  return { importing: { name, namedCurve }, verifying: { name, hash }, signature: new Uint8Array([...r, ...s]) }
}

const methodOf = (key: PublicKeyInfo, { algorithm, digest, signature }: SignatureToVerify): Method | undefined => {
  const rsaDigest = algorithm.oid === oid.rsaEncryption ? digest : rsaDigests.get(algorithm.oid)
  if (rsaDigest !== undefined) return rsa(rsaDigest, signature)
  if (algorithm.oid === pss) return rsaPss(algorithm.parameters, signature)
  const ecdsaDigest = ecdsaDigests.get(algorithm.oid)
  return ecdsaDigest === undefined ? undefined : ecdsa(ecdsaDigest, key.algorithm.parameters, signature)
}

/** Whether the signature is the key's. False for anything that cannot be verified. */
export const verifiesWithKey = async (key: PublicKeyInfo, given: SignatureToVerify): Promise<boolean> => {
  try {
    const method = methodOf(key, given)
    if (!method) return false
    const imported = await crypto.subtle.importKey('spki', key.der, method.importing, false, ['verify'])
    return await crypto.subtle.verify(method.verifying, imported, method.signature, given.data)
  } catch {
    return false
  }
}
