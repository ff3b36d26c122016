/**
 * Opens a private key that is encrypted under a passphrase: PKCS#8 with PBES2 (RFC 8018), PBKDF2 and AES-CBC, which is
 * what OpenSSL has written by default since 1.1.0.
 */
import { type Bytes, copyBytes, utf8 } from '../bytes.ts'
import { SignerError } from '../errors.ts'
import { type DerValue, derChildren, oidText, readDer, tag } from './der.ts'
import { kindOfDer } from './der-kind.ts'

interface Encryption {
  readonly salt: Bytes
  readonly iterations: number
  readonly hash: string
  readonly keyBits: number
  readonly iv: Bytes
  readonly data: Bytes
}

const pbes2 = '1.2.840.113549.1.5.13'
const pbkdf2 = '1.2.840.113549.1.5.12'
const hmacSha1 = '1.2.840.113549.2.7'

const hashes: ReadonlyMap<string, string> = new Map([
  [hmacSha1, 'SHA-1'],
  ['1.2.840.113549.2.9', 'SHA-256'],
  ['1.2.840.113549.2.10', 'SHA-384'],
  ['1.2.840.113549.2.11', 'SHA-512'],
])

const aesCbcBits: ReadonlyMap<string, number> = new Map([
  ['2.16.840.1.101.3.4.1.2', 128],
  ['2.16.840.1.101.3.4.1.22', 192],
  ['2.16.840.1.101.3.4.1.42', 256],
])

/** More would only serve to keep a processor busy; OpenSSL's default is 2,048. */
const mostIterations = 10_000_000

const unsupported = (what: string, cause?: unknown): SignerError =>
  new SignerError(
    'signer/key-unreadable',
    `The private key cannot be read: ${what}. Convert it: \`openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out key.pem\`.`,
    cause === undefined ? {} : { cause },
  )

const wrongPassphrase = (cause?: unknown): SignerError =>
  new SignerError(
    'signer/passphrase-wrong',
    'The passphrase does not open the private key. Give the one that the key was encrypted with.',
    cause === undefined ? {} : { cause },
  )

const smallInteger = (value: DerValue | undefined): number | undefined =>
  value?.tag === tag.integer && value.content.length <= 4
    ? value.content.reduce((number, byte) => number * 256 + byte, 0)
    : undefined

const parts = (value: DerValue | undefined): readonly DerValue[] => (value ? (derChildren(value) ?? []) : [])

const octets = (value: DerValue | undefined): Bytes | undefined =>
  value?.tag === tag.octets ? copyBytes(value.content) : undefined

const readEncryption = (der: Bytes): Encryption => {
  const [algorithm, data] = parts(readDer(der))
  const [scheme, parameters] = parts(algorithm)
  if (oidText(scheme) !== pbes2) throw unsupported('it is encrypted with an outdated scheme (not PBES2)')
  const [derivation, encryption] = parts(parameters)
  const [derivationName, derivationParameters] = parts(derivation)
  if (oidText(derivationName) !== pbkdf2) throw unsupported('its key derivation is not PBKDF2')
  const [salt, iterationCount, ...rest] = parts(derivationParameters)
  const [cipher, iv] = parts(encryption)
  const keyBits = aesCbcBits.get(oidText(cipher) ?? '')
  if (!keyBits) throw unsupported('its cipher is not AES in CBC mode')
  // The pseudo-random function is HMAC with SHA-1 where none is named (RFC 8018, A.2).
  const [prf] = parts(rest.find((value) => value.tag === tag.sequence))
  const hash = hashes.get(prf ? (oidText(prf) ?? '') : hmacSha1)
  if (!hash) throw unsupported('its key derivation uses an unknown function')
  const iterations = smallInteger(iterationCount) ?? 0
  if (iterations < 1 || iterations > mostIterations) throw unsupported('its iteration count is out of range')
  const [saltBytes, ivBytes, dataBytes] = [octets(salt), octets(iv), octets(data)]
  if (!(saltBytes && ivBytes && dataBytes)) throw unsupported('it is damaged')
  return { salt: saltBytes, iterations, hash, keyBits, iv: ivBytes, data: dataBytes }
}

const deriveKey = async ({ salt, iterations, hash, keyBits }: Encryption, passphrase: string): Promise<CryptoKey> => {
  const secret = await crypto.subtle.importKey('raw', utf8(passphrase), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', salt, iterations, hash }, secret, keyBits)
  return crypto.subtle.importKey('raw', bits, 'AES-CBC', false, ['decrypt'])
}

/**
 * Decrypts what has the form of an encrypted PKCS#8 key, whatever is inside: PBES2 with PBKDF2 (HMAC with SHA-1, SHA-256,
 * SHA-384 or SHA-512) and AES-128, -192 or -256 in CBC mode. Chromium has no AES-192.
 *
 * @throws SignerError `signer/passphrase-missing`, `signer/passphrase-wrong`, or `signer/key-unreadable` for another
 *   encryption
 */
export const decryptPbes2 = async (der: Bytes, passphrase: string | undefined): Promise<Bytes> => {
  const encryption = readEncryption(der)
  if (passphrase === undefined) {
    throw new SignerError('signer/passphrase-missing', 'The private key is encrypted: give its passphrase.')
  }
  const key = await deriveKey(encryption, passphrase).catch((cause: unknown) => {
    throw unsupported(`this runtime has no AES-${encryption.keyBits} or no PBKDF2 with ${encryption.hash}`, cause)
  })
  const { iv, data } = encryption
  const plain = await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, key, data).catch((cause: unknown) => {
    throw wrongPassphrase(cause)
  })
  return new Uint8Array(plain)
}

/**
 * Decrypts a PKCS#8 key.
 *
 * @returns the plain PKCS#8 bytes
 * @throws SignerError as {@link decryptPbes2}
 */
export const decryptPkcs8 = async (der: Bytes, passphrase: string | undefined): Promise<Bytes> => {
  const bytes = await decryptPbes2(der, passphrase)
  // A wrong passphrase passes the padding check one time in 256, and leaves noise.
  if (kindOfDer(bytes) !== 'pkcs8') throw wrongPassphrase()
  return bytes
}
