import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anIdentity, anIssue, aRing } from '../../../test/builders/keys.ts'
import { faultOf } from '../../../test/builders/template.ts'
import type { Bytes } from '../bytes.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import { macOf } from './keys.ts'
import { type LinkReading, makeLink, matchesIssue, readLink } from './link.ts'

const ring = aRing()
const types = ['pass.com.example.other', 'pass.com.example.card']
const content = { ...anIdentity(), issue: anIssue, issuedAt: 1_795_000_000, expiresAt: 1_800_000_000 }
const token = 'AQACUz9Fn2r9hsBrSdIAn3-9zmm_6CUtLUhXgpL3i-XcEg.A-1'
const [prefix = '', serial = ''] = token.split('.')
const now = 1_796_000_000

const read = (text: string, at = now): LinkReading => readLink(ring, types, text, at)
const kindOf = (text: string, at = now): string => read(text, at).kind

/** The token with its bytes changed. */
const withBytes = (change: (bytes: Bytes) => void): string => {
  const bytes = fromBase64url(prefix) ?? new Uint8Array()
  change(bytes)
  return `${toBase64url(bytes)}.${serial}`
}

/** The token with a changed header, under a MAC that is right for it. */
const withHeader = (change: (header: Bytes) => void): string => {
  const header = (fromBase64url(prefix) ?? new Uint8Array()).slice(0, 18)
  change(header)
  const mac = macOf(ring, '2', 'link', [header, content.passTypeIdentifier, content.serialNumber])
  return `${toBase64url(Uint8Array.of(...header, ...mac.subarray(0, 16)))}.${serial}`
}

describe('makeLink', () => {
  it('has made this link ever since: e-mails carry it', () => {
    expect(makeLink(ring, content)).toBe(token)
  })

  it('makes at most 120 characters: 111 for the longest serial number', () => {
    const longest = { ...content, ...anIdentity({ serialNumber: 'x'.repeat(64) }) }
    expect(makeLink(ring, longest)).toHaveLength(111)
  })

  it('needs no escaping in a URL', () => {
    expect(encodeURIComponent(token)).toBe(token)
  })

  it.each([
    ['before 1970', -1],
    ['after 2106', 4_294_967_296],
    ['of a fraction', 1.5],
    ['that is no number', Number.NaN],
  ])('refuses a time %s, which would be written as another', (_, expiresAt) => {
    expect(faultOf(() => makeLink(ring, { ...content, expiresAt }))?.code).toBe('token/content-invalid')
  })
})

describe('readLink', () => {
  it('tells what a link is for', () => {
    expect(read(token)).toMatchObject({
      kind: 'good',
      passTypeIdentifier: 'pass.com.example.card',
      serialNumber: 'A-1',
      issuedAt: 1_795_000_000,
      expiresAt: 1_800_000_000,
    })
  })

  it('reads what is made, whatever the pass and the times', () => {
    const seconds = fc.nat(0xffff_ffff)
    const serials = fc.stringMatching(/^[A-Za-z0-9_~-](?:[A-Za-z0-9._~-]{0,62}[A-Za-z0-9_~-])?$/)
    fc.assert(
      fc.property(serials, seconds, seconds, (serialNumber, issuedAt, expiresAt) => {
        const made = makeLink(ring, { ...content, ...anIdentity({ serialNumber }), issuedAt, expiresAt })
        const expected = expiresAt > 0 ? { kind: 'good', serialNumber, issuedAt, expiresAt } : { kind: 'expired' }
        expect(read(made, 0)).toMatchObject(expected)
      }),
    )
  })

  it('takes a link up to the second before it expires', () => {
    expect(kindOf(token, 1_799_999_999)).toBe('good')
    expect(read(token, 1_800_000_000)).toEqual({ kind: 'expired', expiresAt: 1_800_000_000 })
  })

  it('takes a flipped bit for forgery, wherever it is', () => {
    for (let bit = 0; bit < 34 * 8; bit++) {
      const flipped = withBytes((bytes) => bytes.set([(bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))], bit >> 3))
      expect(kindOf(flipped), `bit ${bit}`).toBe('forged')
    }
  })

  it('takes any other character for forgery', () => {
    const change = fc.tuple(
      fc.nat(token.length - 1),
      fc.oneof(fc.stringMatching(/^[\w.~-]$/), fc.string({ maxLength: 2 })),
    )
    fc.assert(
      fc.property(change, ([index, replacement]) => {
        fc.pre(token[index] !== replacement)
        expect(kindOf(token.slice(0, index) + replacement + token.slice(index + 1))).toBe('forged')
      }),
    )
  })

  it('takes the link of one pass, put before the serial number of another, for forgery', () => {
    expect(kindOf(`${prefix}.A-2`)).toBe('forged')
    expect(kindOf(`${prefix}.A-1-`)).toBe('forged')
  })

  it('takes a link for a pass type that it is not asked for, for forgery', () => {
    expect(readLink(ring, ['pass.com.example.other'], token, now)).toEqual({ kind: 'forged' })
    expect(readLink(ring, [], token, now)).toEqual({ kind: 'forged' })
  })

  it('takes a link with a key that is no longer in the ring for forgery', () => {
    expect(readLink(aRing({ current: '1', ids: ['1'] }), types, token, now)).toEqual({ kind: 'forged' })
  })

  it('reads links of keys that are no longer the current one', () => {
    expect(readLink(aRing({ current: '1' }), types, token, now).kind).toBe('good')
  })

  it('says of what is forged that it is forged, even if it would be expired', () => {
    expect(kindOf(`${prefix}.A-2`, 1_900_000_000)).toBe('forged')
  })

  it('takes an expiry that was put off for forgery', () => {
    const putOff = withBytes((bytes) => new DataView(bytes.buffer).setUint32(11, 1_900_000_000))
    expect(kindOf(putOff, 1_850_000_000)).toBe('forged')
  })

  it('tells apart pass types whose hashes begin with the same four bytes', () => {
    const [one, other] = ['pass.com.example.15v1', 'pass.com.example.1ow1'] as const
    const made = makeLink(ring, { ...content, ...anIdentity({ passTypeIdentifier: other }) })
    expect(readLink(ring, [one, other], made, now)).toMatchObject({ kind: 'good', passTypeIdentifier: other })
    expect(readLink(ring, [one], made, now)).toEqual({ kind: 'forged' })
  })

  it.each([
    ['version', 0],
    ['flags', 1],
  ])('takes a link with another %s for forgery, even if its MAC is right', (_, index) => {
    expect(withHeader(() => {})).toBe(token)
    expect(kindOf(withHeader((header) => header.set([2], index)))).toBe('forged')
  })

  it('takes a link with bits to spare in its last character for forgery', () => {
    const last = 'ghijklmnopqrstuv'
    expect(last[0]).toBe(prefix.at(-1))
    for (const character of last.slice(1)) {
      expect(kindOf(`${prefix.slice(0, -1)}${character}.${serial}`)).toBe('forged')
    }
  })

  it.each([
    ['nothing', ''],
    ['only a serial number', 'A-1'],
    ['only a dot', '.'],
    ['no serial number', `${prefix}.`],
    ['a padded prefix', `${prefix}==.${serial}`],
    ['a serial number that is none', `${prefix}..A-1`],
    ['a serial number of 65 characters', `${prefix}.${'x'.repeat(65)}`],
    ['a line break at the end', `${token}\n`],
    ['megabytes', token.repeat(20_000)],
    ['a second dot and more', `${token}.x`],
    ['letters beyond ASCII', `${prefix.slice(0, -1)}\u{1f600}.${serial}`],
  ])('takes %s for forgery', (_, text) => {
    expect(read(text)).toEqual({ kind: 'forged' })
  })
})

describe('matchesIssue', () => {
  it('tells whether the record still has the issue that the link was made with', () => {
    const link = read(token)
    if (link.kind !== 'good') throw new Error('the link is not good')
    expect(matchesIssue(link, 'AAECAwQFBgcICQoL')).toBe(true)
    expect(matchesIssue(link, 'AAECAwQFBgcICQoM')).toBe(false)
  })
})
