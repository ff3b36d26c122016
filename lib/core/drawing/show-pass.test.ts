import { describe, expect, it } from 'vitest'
import { aPng, pngChunk, pngHeader, pngOf } from '../../../test/builders/png.ts'
import { type Bytes, utf8 } from '../bytes.ts'
import type { JsonObject } from '../format/json.ts'
import { showPass } from './show-pass.ts'

const viewer = { locale: 'en-GB', timeZone: 'Europe/Vienna', now: Date.UTC(2026, 10, 22) }

const show = (pass: JsonObject, files: Readonly<Record<string, Uint8Array>> = {}, locale = 'en-GB') =>
  showPass({ pass, files: new Map(Object.entries(files) as [string, Bytes][]) }, { ...viewer, locale })

const withFields = (fields: readonly JsonObject[], group = 'primaryFields') => ({ generic: { [group]: fields } })
const firstOf = (field: JsonObject, locale?: string) => show(withFields([field]), {}, locale).fields.primaryFields[0]

describe('the language of a pass', () => {
  const files = {
    'en.lproj/pass.strings': utf8('"offer" = "Offer";'),
    'de.lproj/pass.strings': utf8('"offer" = "Angebot";'),
    'ar.lproj/pass.strings': utf8('"offer" = "عرض";'),
  }
  const pass = { description: 'offer', organizationName: 'Example', ...withFields([{ key: 'o', label: 'offer' }]) }

  it.each([
    ['de-AT', 'de', 'Angebot', false],
    ['ar', 'ar', 'عرض', true],
    ['fr', 'en', 'Offer', false],
  ])('for who reads %s is %s', (locale, language, text, rightToLeft) => {
    const shown = show(pass, files, locale)
    expect(shown).toMatchObject({ language, rightToLeft, description: text, organizationName: 'Example' })
    expect(shown.fields.primaryFields[0]?.label).toBe(text)
  })

  it.each([
    ['zh-TW', 'zh-Hant'],
    ['zh-CN', 'zh-Hans'],
    ['zh', 'zh-Hans'],
  ])('for a browser that asks for %s is %s', (locale, language) => {
    const inBoth = { 'en.lproj/pass.strings': utf8(''), 'zh-Hans.lproj/pass.strings': utf8('') }
    expect(show(pass, { ...inBoth, 'zh-Hant.lproj/pass.strings': utf8('') }, locale)).toMatchObject({ language })
  })

  it('is its reader’s if it has none', () => {
    expect(show(pass, {}, 'he')).toMatchObject({ language: 'he', rightToLeft: true, description: 'offer' })
  })

  it('is English for a locale that does not exist', () => {
    expect(show(pass, {}, 'no such locale')).toMatchObject({ language: 'en', viewer: { locale: 'en' } })
  })
})

describe('a field', () => {
  it('has its date in the words and the time zone of its reader', () => {
    const date = {
      key: 'd',
      value: '2027-03-01T23:30:00Z',
      dateStyle: 'PKDateStyleMedium',
      timeStyle: 'PKDateStyleShort',
    }
    expect(firstOf(date)?.value).toBe('2 Mar 2027, 00:30')
    expect(firstOf(date, 'de')?.value).toBe('02.03.2027, 00:30')
  })

  it('has its amount in its currency', () => {
    expect(firstOf({ key: 'p', value: 1234.5, currencyCode: 'EUR' }, 'de')?.value).toBe('1.234,50\u00a0€')
  })

  it('has the text of attributedValue on an iPhone, its value on a watch', () => {
    const field = { key: 't', value: 'Terms', attributedValue: '<a href="https://example.com">Our terms</a>' }
    expect(firstOf(field)).toMatchObject({
      value: 'Our terms',
      watchValue: 'Terms',
      pieces: [{ text: 'Our terms', href: 'https://example.com/' }],
    })
  })

  it('has links in plain text on the back alone', () => {
    const field = { key: 'w', value: 'https://example.com' }
    const shown = show({ generic: { primaryFields: [field], backFields: [field] } })
    expect(shown.fields.primaryFields[0]?.pieces).toEqual([{ text: 'https://example.com' }])
    expect(shown.fields.backFields[0]?.pieces).toEqual([{ text: 'https://example.com', href: 'https://example.com/' }])
  })

  it('is one line on the front and several on the back', () => {
    const [field] = show(withFields([{ key: 't', value: 'One\nTwo' }], 'backFields')).fields.backFields
    expect(field).toMatchObject({ value: 'One Two', pieces: [{ text: 'One\nTwo' }] })
  })

  it('that is none, or whose values are of other types, is empty or left out', () => {
    const fields = [null, 'text', [], { key: 1, label: {}, value: true, textAlignment: 'toString' }]
    expect(show({ generic: { primaryFields: fields } }).fields.primaryFields).toEqual([
      { label: '', value: '', watchValue: '', pieces: [], alignment: 'natural', row: 0 },
    ])
  })

  it('is cut to what can be read', () => {
    const long = 'x'.repeat(30_000)
    const shown = show({
      generic: { primaryFields: [{ key: 'k', value: long }], backFields: [{ key: 'b', value: long }] },
    })
    expect(shown.fields.primaryFields[0]?.value).toHaveLength(500)
    expect(shown.fields.backFields[0]?.pieces[0]?.text).toHaveLength(20_000)
  })
})

describe('the barcode', () => {
  const qr = { format: 'PKBarcodeFormatQR', message: 'ä', messageEncoding: 'iso-8859-1' }
  const code128 = { ...qr, format: 'PKBarcodeFormatCode128', message: 'A1' }

  it('is the first, and on a watch the first that a watch shows', () => {
    expect(show({ barcodes: [code128, { ...qr, altText: 'Ä' }] })).toMatchObject({
      barcode: { ...code128, altText: '' },
      watchBarcode: { ...qr, altText: 'Ä' },
    })
  })

  it('is not one that cannot be drawn', () => {
    const others = [
      { ...qr, format: 'constructor' },
      { ...qr, message: '東' },
      { ...code128, message: 'ä' },
      null,
      { ...qr, message: 7 },
    ]
    expect(show({ barcodes: [...others, qr] }).barcode).toEqual({ ...qr, altText: '' })
  })

  it('is not looked for in more than sixteen entries: a list of thousands would take minutes', () => {
    const behind = (count: number) => [...Array.from({ length: count }, () => ({ ...qr, message: '東' })), qr]
    expect(show({ barcodes: behind(15) }).barcode).toEqual({ ...qr, altText: '' })
    expect(show({ barcodes: behind(16) })).not.toHaveProperty('barcode')
  })

  it('is the old one if there is no other', () => {
    expect(show({ barcode: qr }).barcode).toEqual({ ...qr, altText: '' })
    expect(show({ barcode: code128 })).not.toHaveProperty('barcode')
  })
})

describe('an image', () => {
  const small = aPng({ width: 10, height: 10 })
  const large = aPng({ width: 30, height: 30 })

  it('is there in its largest scale', () => {
    expect(show({}, { 'logo.png': small, 'logo@3x.png': large }).images.get('logo')).toMatchObject({
      scale: 3,
      width: 30,
    })
  })

  it.each([
    ['no PNG', utf8('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['cut off', large.subarray(0, 40)],
    [
      'too large to be unpacked',
      pngOf(pngHeader(20_000, 20_000), pngChunk('IDAT', [0x78, 0x01]), pngChunk('IEND', [])),
    ],
  ])('that is %s is left out for a smaller one', (_, bytes) => {
    expect(show({}, { 'logo.png': small, 'logo@3x.png': bytes }).images.get('logo')).toMatchObject({ scale: 1 })
    expect(show({}, { 'logo@3x.png': bytes }).images.size).toBe(0)
  })

  it('is that of the reader’s language, unless there is one for all', () => {
    const files = { 'de.lproj/logo.png': small, 'fr.lproj/logo.png': large }
    expect(show({}, files, 'fr-CA').images.get('logo')?.width).toBe(30)
    expect(show({}, { ...files, 'logo.png': aPng({ width: 5 }) }, 'fr').images.get('logo')?.width).toBe(5)
  })
})

describe('the look', () => {
  const poster = {
    eventTicket: {},
    preferredStyleSchemes: ['posterEventTicket', 'eventTicket'],
    semantics: { eventName: 'Concert', venueName: 'Hall', venueRegionName: 'Vienna', venueRoom: 'Large' },
    nfc: { message: 'x', requiresAuthentication: false },
  }

  it('is a newer one if the pass has what it takes', () => {
    expect(show(poster, { 'artwork.png': aPng() })).toMatchObject({ style: 'eventTicket', scheme: 'posterEventTicket' })
  })

  it.each([
    ['no artwork', poster, {}],
    ['artwork that is no picture', poster, { 'artwork.png': utf8('x') }],
    ['no name of the event', { ...poster, semantics: {} }, { 'artwork.png': aPng() }],
  ])('is the plain one for a pass with %s', (_, pass, files) => {
    expect(show(pass, files)).not.toHaveProperty('scheme')
  })

  it('is the poster that stands beside another style', () => {
    expect(show({ generic: {}, posterGeneric: {} }).style).toBe('posterGeneric')
  })

  it('is generic for a pass without a style', () => {
    expect(show({ description: 'x' }).style).toBe('generic')
  })
})

describe('the colours', () => {
  it('are those of the pass', () => {
    const pass = { backgroundColor: 'rgb(16, 32, 48)', foregroundColor: 'rgb(255,255,255)', labelColor: '#abc' }
    expect(show(pass).colours).toEqual({
      background: '#102030',
      foreground: '#ffffff',
      label: '#aabbcc',
      footer: '#102030',
    })
  })

  it('that are missing or none are chosen so that they can be read', () => {
    expect(show({ backgroundColor: 'rgb(0,0,0)', labelColor: 'url(https://evil.example)' }).colours).toEqual({
      background: '#000000',
      foreground: '#ffffff',
      label: '#a6a6a6',
      footer: '#000000',
    })
  })
})

it('a pass expires at its date', () => {
  const at = (expirationDate: string) => show({ expirationDate })
  expect(at('2026-11-22T00:00:00Z')).toMatchObject({ expiresAt: viewer.now, isExpired: true })
  expect(at('2026-11-22T00:00:01Z')).toMatchObject({ isExpired: false })
  expect(at('soon')).not.toHaveProperty('expiresAt')
})
