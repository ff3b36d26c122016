/**
 * The ciphers of PKCS#12 files, old ones too: what OpenSSL 3 no longer opens by itself. Key derivation (RFC 7292, B), 3DES and
 * RC2 are those of node-forge, AES that of WebCrypto.
 */
import type forge from 'node-forge'
import type { Bytes } from '../../core/bytes.ts'
import { SignerError } from '../../core/errors.ts'
import { type DerValue, derInside, encodeDer, tag } from '../../core/signing/der.ts'
import { decryptPbes2 } from '../../core/signing/pbes2.ts'
import { readAlgorithm } from '../../core/signing/x509.ts'
import { InputError } from '../errors.ts'

/** The passphrase as it enters the derivation of keys. `null` is no passphrase at all, which some tools write for an empty one. */
export type Secret = string | null

/** Opens what is encrypted under a passphrase. */
export interface Pkcs12Ciphers {
  /** The name of an encryption, for people. @throws InputError for one that is not known */
  readonly nameOf: (algorithm: DerValue) => string
  /**
   * @throws SignerError `signer/passphrase-wrong`
   * @throws InputError `input/p12-unreadable` for an encryption that is not known, or is too much work
   */
  readonly decrypt: (algorithm: DerValue, data: Bytes, secret: Secret) => Promise<Bytes>
  /** Whether the bytes have this authentication code; undefined for one of a kind that is not known. */
  readonly authenticates: (mac: Mac, data: Bytes, secret: Secret) => Promise<boolean | undefined>
}

/** An authentication code over the contents of a file. */
export interface Mac {
  /** The object identifier of its digest. */
  readonly digest: string
  readonly code: Bytes
  readonly salt: Bytes
  readonly iterations: number
}

type Forge = typeof forge

interface Decipher {
  readonly update: (input: forge.util.ByteBuffer) => void
  readonly finish: () => boolean
  readonly output: { readonly getBytes: () => string }
}

interface Cipher {
  readonly name: string
  readonly keyBytes: number
  readonly start: (library: Forge, key: string, iv: string) => Decipher
}

const pbes2 = '1.2.840.113549.1.5.13'

const rc2 = (name: string, keyBytes: number): Cipher => ({
  name,
  keyBytes,
  start: (library, key, iv) => {
    const cipher = library.rc2.createDecryptionCipher(key, keyBytes * 8)
    cipher.start(iv)
    return cipher
  },
})

const ciphers: ReadonlyMap<string, Cipher> = new Map([
  [
    '1.2.840.113549.1.12.1.3',
    {
      name: '3DES',
      keyBytes: 24,
      start: (library, key, iv) => {
        const cipher = library.cipher.createDecipher('3DES-CBC', key)
        cipher.start({ iv })
        return cipher
      },
    },
  ],
  ['1.2.840.113549.1.12.1.5', rc2('RC2-128', 16)],
  ['1.2.840.113549.1.12.1.6', rc2('RC2-40', 5)],
])

const digests = {
  '1.3.14.3.2.26': { hash: 'SHA-1', name: 'sha1', bytes: 20 },
  '2.16.840.1.101.3.4.2.1': { hash: 'SHA-256', name: 'sha256', bytes: 32 },
  '2.16.840.1.101.3.4.2.2': { hash: 'SHA-384', name: 'sha384', bytes: 48 },
  '2.16.840.1.101.3.4.2.3': { hash: 'SHA-512', name: 'sha512', bytes: 64 },
} as const

const isDigest = (identifier: string): identifier is keyof typeof digests => Object.hasOwn(digests, identifier)

/** What a derived key is for (RFC 7292, B.3). */
const purpose = { key: 1, iv: 2, mac: 3 } as const

const ivBytes = 8

/** A file asks for so many rounds at most, all together: some seconds of work. Tools write 1 to 600,000. */
const mostIterations = 3_000_000

const unsupported = (what: string): InputError =>
  new InputError(
    'input/p12-unreadable',
    `the .p12 file ${what}; export it once more from where it comes from, with the encryption that is usual there`,
  )

const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

const bytesOf = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'latin1'))

/**
 * A count of rounds.
 *
 * @throws TypeError for what is no small number
 */
export const readCount = (value: DerValue | undefined): number => {
  if (value?.tag !== tag.integer || value.content.length > 6) throw new TypeError('no count')
  return value.content.reduce((count, byte) => count * 256 + byte, 0)
}

/** The error for a passphrase that does not fit. */
export const wrongPassphrase = (): SignerError =>
  new SignerError('signer/passphrase-wrong', 'The passphrase does not open the .p12 file. Give the one of its export.')

/** Whether an error says that a passphrase does not fit. */
export const isWrongPassphrase = (cause: unknown): boolean =>
  cause instanceof SignerError && cause.code === 'signer/passphrase-wrong'

const cipherOf = (algorithm: DerValue): Cipher | undefined => {
  const { oid } = readAlgorithm(algorithm)
  const cipher = ciphers.get(oid)
  if (!cipher && oid !== pbes2) throw unsupported(`is encrypted in a way that is not known here (${oid})`)
  return cipher
}

/** How many rounds PBKDF2 is to make (RFC 8018, A.2 and A.4). */
const roundsOfPbes2 = (algorithm: DerValue): number => {
  const [derivation] = derInside(readAlgorithm(algorithm).parameters, tag.sequence)
  const [, count] = derInside(readAlgorithm(derivation).parameters, tag.sequence)
  return readCount(count)
}

/** The messages of the core speak of keys; these are parts of a file. */
const decryptModern = async (algorithm: DerValue, data: Bytes, secret: Secret): Promise<Bytes> => {
  const wrapped = encodeDer(tag.sequence, algorithm.bytes, encodeDer(tag.octets, data))
  return await decryptPbes2(wrapped, secret ?? '').catch((cause: unknown) => {
    if (!(cause instanceof SignerError)) throw cause
    throw isWrongPassphrase(cause) ? wrongPassphrase() : unsupported('is encrypted in an unusual way')
  })
}

/** Loads the library, which takes a third of a second, and so only for a file that needs it. */
const loadForge = async (): Promise<Forge> => (await import('node-forge')).default

/** Ciphers for one file. */
export const pkcs12Ciphers = async (): Promise<Pkcs12Ciphers> => {
  const library = await loadForge()
  let left = mostIterations

  const spend = (iterations: number): void => {
    left -= iterations
    if (iterations < 1 || left < 0) throw unsupported(`asks for more than ${mostIterations} rounds of work`)
  }

  const derive = (secret: Secret, salt: Bytes, use: keyof typeof purpose, iterations: number, length: number) => {
    spend(iterations)
    const buffer = library.util.createBuffer(binary(salt))
    return library.pkcs12.generateKey(secret, buffer, purpose[use], iterations, length).getBytes()
  }

  const decryptOld = (cipher: Cipher, parameters: DerValue | undefined, data: Bytes, secret: Secret): Bytes => {
    const [salt, count] = derInside(parameters, tag.sequence, { least: 2, most: 2 })
    const iterations = readCount(count)
    const saltBytes = salt?.content ?? new Uint8Array()
    const key = derive(secret, saltBytes, 'key', iterations, cipher.keyBytes)
    const iv = derive(secret, saltBytes, 'iv', iterations, ivBytes)
    const decipher = cipher.start(library, key, iv)
    decipher.update(library.util.createBuffer(binary(data)))
    if (!decipher.finish()) throw wrongPassphrase()
    return bytesOf(decipher.output.getBytes())
  }

  return {
    nameOf: (algorithm) => cipherOf(algorithm)?.name ?? 'AES',
    decrypt: async (algorithm, data, secret) => {
      const cipher = cipherOf(algorithm)
      if (!cipher) {
        spend(roundsOfPbes2(algorithm))
        return await decryptModern(algorithm, data, secret)
      }
      return decryptOld(cipher, readAlgorithm(algorithm).parameters, data, secret)
    },
    authenticates: async ({ digest, code, salt, iterations }, data, secret) => {
      if (!isDigest(digest)) return undefined
      spend(iterations)
      const { hash, name, bytes } = digests[digest]
      const buffer = library.util.createBuffer(binary(salt))
      const md = library.md[name].create()
      const key = library.pkcs12.generateKey(secret, buffer, purpose.mac, iterations, bytes, md).getBytes()
      const parameters = { name: 'HMAC', hash }
      const imported = await crypto.subtle.importKey('raw', bytesOf(key), parameters, false, ['verify'])
      return await crypto.subtle.verify('HMAC', imported, code, data)
    },
  }
}
