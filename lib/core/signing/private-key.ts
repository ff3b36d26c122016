/** Reads a private key, in whatever wrapping openssl and Keychain write it, into a key that cannot be taken out again. */
import type { Bytes } from '../bytes.ts'
import { SignerError } from '../errors.ts'
import { type KeyAlgorithm, type KeyAlgorithmName, keyAlgorithmOf, keyAlgorithms } from './algorithms.ts'
import { oid } from './apple.ts'
import { derChildren, encodeDer, encodeOid, oidText, readDer, tag } from './der.ts'
import { decryptPkcs8 } from './pbes2.ts'
import { type PemSubject, readPem, writePem } from './pem.ts'

/** A private key as it is handed in. */
export interface PrivateKeyInput {
  /** PEM text, PEM bytes or DER bytes: PKCS#8, encrypted PKCS#8, PKCS#1 (RSA) or SEC1 (EC). */
  readonly key: string | Uint8Array
  /** Needed for an encrypted key only; ignored for others. */
  readonly passphrase?: string
}

const subject: PemSubject = {
  name: 'private key',
  code: 'signer/key-unreadable',
  accepts: ['pkcs8', 'encrypted-pkcs8', 'rsa-key', 'ec-key'],
}

const version0 = encodeDer(tag.integer, Uint8Array.of(0))

/** PKCS#8 around an inner key (RFC 5958): every WebCrypto reads that, none reads PKCS#1 or SEC1. */
const wrap = (identifier: string, parameters: Bytes, inner: Bytes): Bytes =>
  encodeDer(
    tag.sequence,
    version0,
    encodeDer(tag.sequence, encodeOid(identifier), parameters),
    encodeDer(tag.octets, inner),
  )

const curveParameters = 0xa0

const wrapEc = (sec1: Bytes, algorithm: KeyAlgorithm): Bytes => {
  const value = readDer(sec1)
  const own = value && derChildren(value)?.find((field) => field.tag === curveParameters)
  // The curve may be left out (RFC 5915); then only the certificate tells it.
  return wrap(oid.ecPublicKey, own?.content ?? encodeOid(algorithm.curve ?? ''), sec1)
}

/** What kind of key a PKCS#8 holds: the name of a row of the table, or words for a message. */
const nameOfKey = (pkcs8: Bytes): string => {
  const value = readDer(pkcs8)
  const [, algorithm] = (value && derChildren(value)) ?? []
  const [identifier, parameters] = (algorithm && derChildren(algorithm)) ?? []
  return keyAlgorithmOf(oidText(identifier) ?? '', oidText(parameters))?.name ?? 'of a kind that signs no passes'
}

const toPkcs8 = async ({ key, passphrase }: PrivateKeyInput, algorithm: KeyAlgorithm): Promise<Bytes> => {
  const { kind, der } = readPem(key, subject)
  if (kind === 'encrypted-pkcs8') return await decryptPkcs8(der, passphrase)
  if (kind === 'rsa-key') return wrap(oid.rsaEncryption, encodeDer(tag.null), der)
  if (kind === 'ec-key') return wrapEc(der, algorithm)
  return der
}

const readPkcs8 = async (input: PrivateKeyInput, algorithm: KeyAlgorithm): Promise<Bytes> => {
  const pkcs8 = await toPkcs8(input, algorithm)
  const found = nameOfKey(pkcs8)
  if (found === algorithm.name) return pkcs8
  const message = `The private key is ${found}, the certificate's is ${algorithm.name}: they do not belong together.`
  throw new SignerError('signer/key-mismatch', `${message} Give the key that the certificate was requested with.`)
}

/**
 * Reads a private key for a certificate of the given algorithm: a non-extractable key for signing.
 *
 * @throws SignerError `signer/key-unreadable`, `signer/passphrase-missing`, `signer/passphrase-wrong`, or
 *   `signer/key-mismatch` when it is a key of another kind than the certificate's. No message holds any of the key.
 */
export const readPrivateKey = async (input: PrivateKeyInput, algorithmName: KeyAlgorithmName): Promise<CryptoKey> => {
  const algorithm = keyAlgorithms[algorithmName]
  const pkcs8 = await readPkcs8(input, algorithm)
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, algorithm.parameters, false, ['sign'])
  } catch (cause) {
    const message = 'The private key cannot be read: its content is damaged. Fetch an undamaged copy.'
    throw new SignerError('signer/key-unreadable', message, { cause })
  }
}

/**
 * A private key as plain PKCS#8 in PEM, for a place that is kept secret by other means. Whether it is whole is not
 * checked: that is for {@link readPrivateKey}.
 *
 * @throws SignerError as {@link readPrivateKey}
 */
export const plainPrivateKey = async (input: PrivateKeyInput, algorithmName: KeyAlgorithmName): Promise<string> =>
  writePem('PRIVATE KEY', await readPkcs8(input, keyAlgorithms[algorithmName]))

/** A private key that may be taken out, as plain PKCS#8 in PEM. */
export const privateKeyPem = async (key: CryptoKey): Promise<string> =>
  writePem('PRIVATE KEY', new Uint8Array(await crypto.subtle.exportKey('pkcs8', key)))
