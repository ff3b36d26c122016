import { describe, expect, it } from 'vitest'
import { type Bytes, utf8 } from '../bytes.ts'
import { encodeDer, encodeOid, readDer, tag } from './der.ts'
import { verifiesWithKey } from './verify-with-key.ts'
import { readAlgorithm } from './x509.ts'

const data = utf8('a manifest')

const algorithm = (identifier: string, ...parameters: readonly Bytes[]) =>
  readAlgorithm(readDer(encodeDer(tag.sequence, encodeOid(identifier), ...parameters)))

const number = (value: number): Bytes => encodeDer(tag.integer, Uint8Array.of(value))

const sha256 = encodeDer(tag.sequence, encodeOid('2.16.840.1.101.3.4.2.1'))

/** A new key as certificates hold it, and its signature over the data. */
const signed = async (
  generating: RsaHashedKeyGenParams | EcKeyGenParams,
  signing: Algorithm | RsaPssParams | EcdsaParams,
) => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(generating, true, ['sign', 'verify'])
  const der = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))
  const signature = new Uint8Array(await crypto.subtle.sign(signing, privateKey, data))
  return { der, signature }
}

const rsa = (name: string, hash: string): RsaHashedKeyGenParams => ({
  name,
  hash,
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
})

const rsaKey = (der: Bytes) => ({ der, algorithm: algorithm('1.2.840.113549.1.1.1'), key: new Uint8Array() })

describe('a signature is verified with the key of a certificate', () => {
  it('by RSA, whose digest the algorithm or the container names', async () => {
    const name = 'RSASSA-PKCS1-v1_5'
    const { der, signature } = await signed(rsa(name, 'SHA-384'), { name })
    const key = rsaKey(der)
    const sha384WithRsa = algorithm('1.2.840.113549.1.1.12')
    const plain = algorithm('1.2.840.113549.1.1.1')
    expect(await verifiesWithKey(key, { algorithm: sha384WithRsa, signature, data })).toBe(true)
    expect(await verifiesWithKey(key, { algorithm: plain, digest: 'SHA-384', signature, data })).toBe(true)
    expect(await verifiesWithKey(key, { algorithm: plain, digest: 'SHA-256', signature, data })).toBe(false)
    expect(await verifiesWithKey(key, { algorithm: plain, signature, data })).toBe(false)
    expect(await verifiesWithKey(key, { algorithm: sha384WithRsa, signature, data: utf8('another') })).toBe(false)
  })

  it('by RSA-PSS with the salt that its parameters tell', async () => {
    const { der, signature } = await signed(rsa('RSA-PSS', 'SHA-256'), { name: 'RSA-PSS', saltLength: 32 })
    const pss = (salt: number) =>
      algorithm(
        '1.2.840.113549.1.1.10',
        encodeDer(tag.sequence, encodeDer(0xa0, sha256), encodeDer(0xa2, number(salt))),
      )
    expect(await verifiesWithKey(rsaKey(der), { algorithm: pss(32), signature, data })).toBe(true)
    expect(await verifiesWithKey(rsaKey(der), { algorithm: pss(20), signature, data })).toBe(false)
  })

  it('not by an algorithm that nobody knows, nor with a damaged key', async () => {
    const unknown = algorithm('1.2.3.4')
    const signature = new Uint8Array(256)
    expect(await verifiesWithKey(rsaKey(new Uint8Array(10)), { algorithm: unknown, signature, data })).toBe(false)
    const sha256WithRsa = algorithm('1.2.840.113549.1.1.11')
    expect(await verifiesWithKey(rsaKey(new Uint8Array(10)), { algorithm: sha256WithRsa, signature, data })).toBe(false)
  })
})
