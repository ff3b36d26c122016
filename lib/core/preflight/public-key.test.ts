import { describe, expect, it } from 'vitest'
import { publicKeyFault } from './public-key.ts'

const compressed = 'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADsgPpvDDhKDl1VXbhmBnFiYqr5FHuFkcaTcVOEqjLhAM='

describe('a public key for NFC', () => {
  it('may be a compressed point', () => {
    expect(publicKeyFault(compressed)).toBeUndefined()
  })

  it('may be wrapped into lines', () => {
    expect(publicKeyFault(`${compressed.slice(0, 40)}\n${compressed.slice(40)}\n`)).toBeUndefined()
  })

  it('may be what WebCrypto exports for P-256, and nothing of another curve', async () => {
    const exported = async (namedCurve: string) => {
      const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve }, true, ['deriveBits'])
      return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))))
    }
    expect(publicKeyFault(await exported('P-256'))).toBeUndefined()
    expect(publicKeyFault(await exported('P-384'))).toContain('P-256')
  })

  it.each([
    ['', 'the key is empty'],
    ['A'.repeat(5000), 'the key is far too long'],
    [`-----BEGIN PUBLIC KEY-----\n${compressed}\n-----END PUBLIC KEY-----`, 'the key has the BEGIN and END lines'],
    [compressed.replaceAll('+', '-').slice(0, -1), 'the key is not base64'],
    [compressed.slice(0, -4), 'the key is not a SubjectPublicKeyInfo'],
    ['AAAA', 'the key is not a SubjectPublicKeyInfo'],
  ])('is not %j', (text, fault) => {
    expect(publicKeyFault(text)).toContain(fault)
  })
})
