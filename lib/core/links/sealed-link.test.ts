import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anIdentity, anIssue, aRing } from '../../../test/builders/keys.ts'
import { type Bytes, joinBytes, utf8 } from '../bytes.ts'
import { TokenError } from '../errors.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import { cipherKeyOf } from './keys.ts'
import { issueMark } from './link-header.ts'
import type { CarriedEntry } from './sealed-contents.ts'
import { makeSealedLink, readSealedLink, type SealedContent, sealedLinkKeyId } from './sealed-link.ts'

const ring = aRing()
const types = ['pass.com.example.other', 'pass.com.example.card']
const { passTypeIdentifier, serialNumber } = anIdentity()
const now = 1_796_000_000

const aTicket = (changes: Partial<Extract<CarriedEntry, { kind: 'template' }>> = {}): CarriedEntry => ({
  ...{ kind: 'template', passTypeIdentifier, template: { name: 'ticket', version: 3 } },
  ...{ values: { name: 'Ada', seat: '12A' }, hasRandomSerial: false, ...changes },
})

const aRecord = (changes: Parameters<typeof anIdentity>[0] = {}): CarriedEntry => ({
  ...{ kind: 'record', ...anIdentity(changes), issue: issueMark(anIssue) },
})

const aLink = (changes: Partial<SealedContent> = {}): Promise<string> =>
  makeSealedLink(ring, {
    ...{ kind: 'sealed', keyId: '2', issuedAt: 1_795_000_000, expiresAt: 1_800_000_000 },
    ...{ entries: [aTicket()], ...changes },
  })

const read = (token: string, at = now, asked: readonly string[] = types) => readSealedLink(ring, asked, token, at)

const withBytes = (token: string, change: (bytes: Bytes) => void): string => {
  const bytes = fromBase64url(token) ?? new Uint8Array()
  change(bytes)
  return toBase64url(bytes)
}

const ofTicket =
  'AgACUz9Fn2r9hsBrSdIAQFbl9qRd6NHwcHUr09d2xidtQPs3t6zst4WqYOEarUNuMUEkQyfj9kxmKlAAa7crCi2yNceoh--d91P0ZOhRdFoXMUC7UxWyMOPqam7_4CCj-U8'

describe('a sealed link', () => {
  it('has been this one for these contents ever since: e-mails carry it', async () => {
    expect(await aLink()).toBe(ofTicket)
  })

  it('tells what its pass is made of, and makes its serial number of that', async () => {
    expect(await read(ofTicket)).toEqual({
      kind: 'good',
      link: {
        ...{ kind: 'sealed', keyId: '2', issuedAt: 1_795_000_000, expiresAt: 1_800_000_000 },
        entries: [
          {
            ...{ kind: 'template', passTypeIdentifier, template: { name: 'ticket', version: 3 } },
            ...{ values: { name: 'Ada', seat: '12A' }, hasRandomSerial: false, serialNumber: 'fNQOL_zK23teH3yrmS9DCg' },
          },
        ],
      },
    })
  })

  it('has the serial number of the same values, whatever their order and the version, and another one for others', async () => {
    const serialOf = async (changes: Parameters<typeof aTicket>[0], content: Partial<SealedContent> = {}) => {
      const reading = await read(await aLink({ entries: [aTicket(changes)], ...content }))
      return reading.kind === 'good' ? reading.link.entries[0]?.serialNumber : undefined
    }
    const usual = await serialOf({})
    expect(usual).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(await serialOf({ values: { seat: '12A', name: 'Ada' } })).toBe(usual)
    expect(await serialOf({ template: { name: 'ticket', version: 4 } })).toBe(usual)
    expect(await serialOf({}, { issuedAt: 1_795_000_001 })).toBe(usual)
    expect(await serialOf({ values: { name: 'Ada', seat: '12B' } })).not.toBe(usual)
    expect(await serialOf({ template: { name: 'card', version: 3 } })).not.toBe(usual)
    expect(await serialOf({}, { keyId: '1' })).not.toBe(usual)
    expect(await serialOf({}, { kind: 'enrolment' })).not.toBe(usual)
    expect(await serialOf({ serialNumber })).toBe('A-1')
  })

  it('reads as it was made, whatever is in it', async () => {
    const values = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.jsonValue({ maxDepth: 2 }))
    const record = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/).map((serial) => aRecord({ serialNumber: serial }))
    const foreign = fc.constant(aRecord({ passTypeIdentifier: 'pass.com.example.other' }))
    const ticket = values.map((given) => aTicket({ values: JSON.parse(JSON.stringify(given)), serialNumber }))
    const entries = fc.array(fc.oneof(record, foreign, ticket), { minLength: 1, maxLength: 10 })
    await fc.assert(
      fc.asyncProperty(entries, fc.constantFrom('1', '2'), async (given, keyId) => {
        const token = await aLink({ entries: given, keyId })
        fc.pre(token.length <= 2000)
        expect(sealedLinkKeyId(token)).toBe(keyId)
        expect(await read(token)).toMatchObject({ kind: 'good', link: { keyId, entries: given } })
      }),
      { numRuns: 30 },
    )
  })

  it('shows nothing of its contents', async () => {
    const token = await aLink({ entries: [aTicket({ values: { name: 'canary-canary-canary' } })] })
    const bytes = fromBase64url(token) ?? new Uint8Array()
    expect(String.fromCharCode(...bytes)).not.toContain('canary')
    expect(encodeURIComponent(token)).toBe(token)
  })

  it('is forged with any bit flipped', async () => {
    const { length } = fromBase64url(ofTicket) ?? []
    for (let bit = 0; bit < (length ?? 0) * 8; bit++) {
      const flipped = withBytes(ofTicket, (bytes) => bytes.set([(bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))], bit >> 3))
      expect(await read(flipped), `bit ${bit}`).toEqual({ kind: 'forged' })
    }
  })

  it('is forged with a flag or of a version that this release does not know, even if it was sealed so', async () => {
    const resealed = async (change: (header: Bytes) => void): Promise<string> => {
      const bytes = fromBase64url(ofTicket) ?? new Uint8Array()
      const key = await cipherKeyOf(ring, '2', 'sealed-link')
      const iv = bytes.slice(15, 27)
      const cipher = (header: Bytes) => ({
        ...{ name: 'AES-GCM', iv, additionalData: joinBytes([header, utf8(passTypeIdentifier)]) },
      })
      const plain = await crypto.subtle.decrypt(cipher(bytes.slice(0, 15)), key, bytes.slice(27))
      const header = bytes.slice(0, 15)
      change(header)
      const sealed = await crypto.subtle.encrypt(cipher(header), key, plain)
      return toBase64url(joinBytes([header, iv, new Uint8Array(sealed)]))
    }
    expect(await resealed(() => {})).toBe(ofTicket)
    for (const change of [
      [4, 0],
      [2, 1],
    ])
      expect(await read(await resealed((header) => header.set(change)))).toEqual({ kind: 'forged' })
  })

  it.each([
    ['nothing', ''],
    ['a part of it', ofTicket.slice(0, -1)],
    ['its header alone', ofTicket.slice(0, 20)],
    ['more than all of it', `${ofTicket}A`],
    ['padding', `${ofTicket}=`],
    ['a line break', `${ofTicket}\n`],
    ['megabytes', ofTicket.repeat(20_000)],
  ])('is forged as %s', async (_, token) => {
    expect(await read(token)).toEqual({ kind: 'forged' })
  })

  it('is forged for pass types that are not asked for, also those of single passes', async () => {
    expect(await read(ofTicket, now, ['pass.com.example.other'])).toEqual({ kind: 'forged' })
    const mixed = await aLink({ entries: [aTicket(), aRecord({ passTypeIdentifier: 'pass.com.example.other' })] })
    expect(await read(mixed)).toMatchObject({ kind: 'good' })
    expect(await read(mixed, now, ['pass.com.example.card'])).toEqual({ kind: 'forged' })
  })

  it('is forged with a key that is no longer in the ring', async () => {
    expect(await readSealedLink(aRing({ current: '1', ids: ['1'] }), types, ofTicket, now)).toEqual({ kind: 'forged' })
  })

  it('is good up to the second before it expires', async () => {
    expect(await read(ofTicket, 1_799_999_999)).toMatchObject({ kind: 'good' })
    expect(await read(ofTicket, 1_800_000_000)).toEqual({ kind: 'expired', expiresAt: 1_800_000_000 })
  })

  it.each([
    ['no pass', { entries: [] }],
    ['a time of a fraction', { issuedAt: 1.5 }],
    ['a time after 2106', { expiresAt: 4_294_967_296 }],
  ])('is not made with %s', async (_, changes) => {
    await expect(aLink(changes)).rejects.toThrow(TokenError)
  })
})
