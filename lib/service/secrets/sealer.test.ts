import { describe, expect, it, vi } from 'vitest'
import { type Bytes, utf8 } from '../../core/bytes.ts'
import type { PassTypeIdentifier, SerialNumber } from '../../core/format/identifiers.ts'
import type { PassId } from '../../ports/records.ts'
import type { KeyRing, Secrets } from '../../ports/secrets.ts'
import { makeSealer } from './sealer.ts'

const aPass = (serialNumber = 'A-1'): PassId => ({
  passTypeIdentifier: 'pass.com.example.card' as PassTypeIdentifier,
  serialNumber: serialNumber as SerialNumber,
})

const aRing = (...ids: readonly string[]): KeyRing => ({
  current: ids.at(-1) ?? '1',
  keys: new Map(ids.map((id): [string, Bytes] => [id, utf8(id.padStart(32, 'k'))])),
})

const aSealer = (ring: KeyRing = aRing('1')) => {
  const stored = { ring, now: 0, reads: 0 }
  const none = () => Promise.reject(new TypeError('not asked for'))
  const secrets: Secrets = {
    ...{ signers: none, keyRing: none, apiKeys: none },
    barcodeKeys: () => Promise.reject(new Error('not asked')),
    personalDataKeys: () => {
      stored.reads++
      return Promise.resolve(stored.ring)
    },
  }
  const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) }
  return { stored, sealer: makeSealer({ secrets, random, clock: { now: () => stored.now } }) }
}

const unavailable = { code: 'service/unavailable' }

describe('sealed text', () => {
  it('opens to what was sealed, whatever its characters', async () => {
    const { sealer } = aSealer()
    for (const plain of ['', 'Ada', '\uFEFFZoë\u0000 山田']) {
      expect(await sealer.unseal('personal-data', aPass(), await sealer.seal('personal-data', aPass(), plain))).toBe(
        plain,
      )
    }
  })

  it('names its key, and is never the same twice', async () => {
    const { sealer } = aSealer(aRing('1', '7'))
    const texts = [
      await sealer.seal('personal-data', aPass(), 'Ada'),
      await sealer.seal('personal-data', aPass(), 'Ada'),
    ]
    expect(texts[0]).toMatch(/^7\.[A-Za-z0-9_-]{42}$/)
    expect(texts[0]).not.toBe(texts[1])
  })

  it('does not open as that of another pass, or as something else', async () => {
    const { sealer } = aSealer()
    const sealed = await sealer.seal('personal-data', aPass(), 'Ada')
    await expect(sealer.unseal('personal-data', aPass('A-2'), sealed)).rejects.toMatchObject(unavailable)
    await expect(sealer.unseal('adopted-token', aPass(), sealed)).rejects.toMatchObject(unavailable)
  })

  it('does not open with a single character changed, cut off or added', async () => {
    const { sealer } = aSealer()
    const sealed = await sealer.seal('personal-data', aPass(), 'Ada')
    const damaged = Array.from(sealed, (character, index) =>
      index === 1 ? sealed : `${sealed.slice(0, index)}${character === 'A' ? 'B' : 'A'}${sealed.slice(index + 1)}`,
    ).filter((text) => text !== sealed)
    for (const text of [...damaged, sealed.slice(0, -1), `${sealed}A`, '', '.', '1.', 'Ada', `1.${'A'.repeat(37)}`])
      await expect(sealer.unseal('personal-data', aPass(), text), text).rejects.toMatchObject(unavailable)
  })

  it('opens with its own key after there is a new one, and says so if that is gone', async () => {
    const { sealer, stored } = aSealer()
    const sealed = await sealer.seal('personal-data', aPass(), 'Ada')
    stored.ring = aRing('1', '2')
    stored.now += 15 * 60_000
    expect(await sealer.unseal('personal-data', aPass(), sealed)).toBe('Ada')
    stored.ring = aRing('2')
    stored.now += 15 * 60_000
    await expect(sealer.unseal('personal-data', aPass(), sealed)).rejects.toThrow('there is no key "1"')
  })

  it('has a key that is derived once for each purpose, however often it is opened', async () => {
    const derive = vi.spyOn(crypto.subtle, 'deriveKey')
    const { sealer } = aSealer()
    for (const purpose of ['personal-data', 'adopted-token'] as const) {
      const sealed = await sealer.seal(purpose, aPass(), 'Ada')
      for (let count = 0; count < 3; count++) await sealer.unseal(purpose, aPass(), sealed)
    }
    expect(derive).toHaveBeenCalledTimes(2)
    derive.mockRestore()
  })

  it('opens at once where a new key is not known yet', async () => {
    const { sealer, stored } = aSealer()
    await sealer.seal('personal-data', aPass(), 'Ada')
    const elsewhere = aSealer(aRing('1', '2'))
    const sealed = await elsewhere.sealer.seal('personal-data', aPass(), 'Ada')
    stored.ring = aRing('1', '2')
    stored.now += 60_000
    expect(await sealer.unseal('personal-data', aPass(), sealed)).toBe('Ada')
    expect(stored.reads).toBe(2)
  })
})

describe('the fingerprint of a text', () => {
  it('is known again, also after there is a new key', async () => {
    const { sealer, stored } = aSealer()
    const fingerprint = await sealer.fingerprint(aPass(), 'Ada')
    expect(fingerprint).toMatch(/^1\.[A-Za-z0-9_-]{43}$/)
    stored.ring = aRing('1', '2')
    stored.now += 15 * 60_000
    expect(await sealer.isFingerprintOf(fingerprint, aPass(), 'Ada')).toBe(true)
  })

  it('is not that of another text, or of another pass', async () => {
    const { sealer } = aSealer()
    const fingerprint = await sealer.fingerprint(aPass(), 'Ada')
    expect(await sealer.isFingerprintOf(fingerprint, aPass(), 'Eve')).toBe(false)
    expect(await sealer.isFingerprintOf(fingerprint, aPass('A-2'), 'Ada')).toBe(false)
  })

  it('cannot be told without its key', async () => {
    const { sealer } = aSealer(aRing('2'))
    await expect(sealer.isFingerprintOf(`1.${'A'.repeat(43)}`, aPass(), 'Ada')).rejects.toMatchObject(unavailable)
  })
})
