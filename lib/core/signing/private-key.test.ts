import { describe, expect, it } from 'vitest'
import { type Bytes, utf8 } from '../bytes.ts'
import { SignerError } from '../errors.ts'
import { type KeyAlgorithm, type KeyAlgorithmName, keyAlgorithms } from './algorithms.ts'
import { derChildren, encodeDer, encodeOid, readDer, tag } from './der.ts'
import { writePem } from './pem.ts'
import { type PrivateKeyInput, plainPrivateKey, readPrivateKey } from './private-key.ts'

const passphrase = 'correct horse battery staple'
const probe = utf8('probe')
const sequence = (...parts: readonly Uint8Array[]) => encodeDer(tag.sequence, ...parts)

const make = async (name: KeyAlgorithmName) => {
  const row: KeyAlgorithm = keyAlgorithms[name]
  const { privateKey, publicKey } = await row.generate()
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey))
  return { pkcs8, publicKey, inner: derChildren(readDer(pkcs8)!)![2]!.content, parameters: row.parameters }
}

const rsa = make('RSA')
const p256 = make('P-256')
const p384 = make('P-384')

interface EncryptionChoice {
  readonly hash: string
  /** The arc of HMAC with this hash under 1.2.840.113549.2; absent: the default, HMAC with SHA-1, is left out. */
  readonly prf?: number
  readonly keyBits: 128 | 256
}

/** PBES2 as RFC 8018 describes it. */
const encrypt = async (pkcs8: Bytes, { hash, prf, keyBits }: EncryptionChoice): Promise<string> => {
  const [salt, iv] = [new Uint8Array(8).fill(7), new Uint8Array(16).fill(9)]
  const secret = await crypto.subtle.importKey('raw', utf8(passphrase), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', salt, iterations: 2048, hash }, secret, keyBits)
  const key = await crypto.subtle.importKey('raw', bits, 'AES-CBC', false, ['encrypt'])
  const data = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, pkcs8))
  const derivation = sequence(
    encodeDer(tag.octets, salt),
    encodeDer(tag.integer, Uint8Array.of(8, 0)),
    ...(prf ? [sequence(encodeOid(`1.2.840.113549.2.${prf}`), encodeDer(tag.null))] : []),
  )
  const cipher = encodeOid(`2.16.840.1.101.3.4.1.${keyBits === 128 ? 2 : 42}`)
  const parameters = sequence(
    sequence(encodeOid('1.2.840.113549.1.5.12'), derivation),
    sequence(cipher, encodeDer(tag.octets, iv)),
  )
  const der = sequence(sequence(encodeOid('1.2.840.113549.1.5.13'), parameters), encodeDer(tag.octets, data))
  return writePem('ENCRYPTED PRIVATE KEY', der)
}

const failure = async (input: PrivateKeyInput, algorithm: KeyAlgorithmName = 'P-256'): Promise<SignerError> => {
  const outcome = await readPrivateKey(input, algorithm).catch((error: unknown) => error)
  if (outcome instanceof SignerError) return outcome
  throw new Error('was read')
}

const fits = async (key: CryptoKey, { publicKey, parameters }: Awaited<typeof rsa>): Promise<boolean> =>
  crypto.subtle.verify(parameters, publicKey, await crypto.subtle.sign(parameters, key, probe), probe)

describe('reading private keys', () => {
  it('a PKCS#8 key is read from PEM and from DER', async () => {
    const { pkcs8 } = await rsa
    expect(await fits(await readPrivateKey({ key: writePem('PRIVATE KEY', pkcs8) }, 'RSA'), await rsa)).toBe(true)
    expect(await fits(await readPrivateKey({ key: pkcs8 }, 'RSA'), await rsa)).toBe(true)
  })

  it('a key cannot be taken out again', async () => {
    const key = await readPrivateKey({ key: (await p256).pkcs8 }, 'P-256')
    expect(key.extractable).toBe(false)
    expect(key.usages).toEqual(['sign'])
  })

  it('a PKCS#1 key ("BEGIN RSA PRIVATE KEY") is read', async () => {
    const key = writePem('RSA PRIVATE KEY', (await rsa).inner)
    expect(await fits(await readPrivateKey({ key }, 'RSA'), await rsa)).toBe(true)
  })

  it('a SEC1 key ("BEGIN EC PRIVATE KEY") is read, also after its parameters', async () => {
    const parameters = writePem('EC PARAMETERS', encodeOid('1.3.132.0.34'))
    const key = parameters + writePem('EC PRIVATE KEY', (await p384).inner)
    expect(await fits(await readPrivateKey({ key }, 'P-384'), await p384)).toBe(true)
  })

  it.each([
    ['HMAC-SHA-1, which is not named', { hash: 'SHA-1', keyBits: 128 }],
    ['HMAC-SHA-256', { hash: 'SHA-256', prf: 9, keyBits: 256 }],
    ['HMAC-SHA-384', { hash: 'SHA-384', prf: 10, keyBits: 256 }],
    ['HMAC-SHA-512', { hash: 'SHA-512', prf: 11, keyBits: 128 }],
  ] as const)('a key encrypted with PBKDF2 and %s is read', async (_, choice) => {
    const key = await encrypt((await p256).pkcs8, choice)
    expect(await fits(await readPrivateKey({ key, passphrase }, 'P-256'), await p256)).toBe(true)
  })

  it('an encrypted key without its passphrase asks for it', async () => {
    const key = await encrypt((await p256).pkcs8, { hash: 'SHA-256', prf: 9, keyBits: 256 })
    expect((await failure({ key })).code).toBe('signer/passphrase-missing')
  })

  it('a wrong passphrase is refused, and is not in the message', async () => {
    const key = await encrypt((await p256).pkcs8, { hash: 'SHA-256', prf: 9, keyBits: 256 })
    const { code, message } = await failure({ key, passphrase: 'tr0ub4dor&3' })
    expect(code).toBe('signer/passphrase-wrong')
    expect(message).not.toContain('tr0ub4dor')
  })

  it.each([
    ['another scheme', sequence(encodeOid('1.2.840.113549.1.12.1.3'), sequence()), 'outdated scheme'],
    [
      'scrypt',
      sequence(
        encodeOid('1.2.840.113549.1.5.13'),
        sequence(sequence(encodeOid('1.3.6.1.4.1.11591.4.11'), sequence()), sequence()),
      ),
      'not PBKDF2',
    ],
  ])('a key encrypted with %s is refused with the command that converts it', async (_, algorithm, reason) => {
    const key = writePem('ENCRYPTED PRIVATE KEY', sequence(algorithm, encodeDer(tag.octets, new Uint8Array(16))))
    const { code, message } = await failure({ key, passphrase })
    expect(code).toBe('signer/key-unreadable')
    expect(message).toContain(reason)
    expect(message).toContain('openssl pkcs8 -topk8')
  })

  it('a passphrase for a key that is not encrypted is ignored', async () => {
    const { pkcs8 } = await p256
    expect(await fits(await readPrivateKey({ key: pkcs8, passphrase }, 'P-256'), await p256)).toBe(true)
  })

  it('a key of another kind than the certificate is refused', async () => {
    const { code, message } = await failure({ key: (await p256).pkcs8 }, 'RSA')
    expect(code).toBe('signer/key-mismatch')
    expect(message).toContain("The private key is P-256, the certificate's is RSA")
    expect((await failure({ key: (await p384).pkcs8 }, 'P-256')).code).toBe('signer/key-mismatch')
  })

  it('a damaged key is refused, and is not in the message', async () => {
    const { pkcs8 } = await p256
    const damaged = pkcs8.slice()
    damaged.fill(0xff, 8, 28)
    const { code, message } = await failure({ key: writePem('PRIVATE KEY', damaged) })
    expect(code).toBe('signer/key-unreadable')
    expect(message).not.toContain(writePem('', damaged).split('\n')[1])
  })
})

describe('plain private keys', () => {
  it('an encrypted key comes out as plain PKCS#8', async () => {
    const { pkcs8 } = await p256
    const key = await encrypt(pkcs8, { hash: 'SHA-256', prf: 9, keyBits: 256 })
    expect(await plainPrivateKey({ key, passphrase }, 'P-256')).toBe(writePem('PRIVATE KEY', pkcs8))
  })

  it('a PKCS#1 key comes out as plain PKCS#8', async () => {
    const key = writePem('RSA PRIVATE KEY', (await rsa).inner)
    const plain = await plainPrivateKey({ key }, 'RSA')
    expect(plain).toContain('-----BEGIN PRIVATE KEY-----')
    expect(await fits(await readPrivateKey({ key: plain }, 'RSA'), await rsa)).toBe(true)
  })
})
