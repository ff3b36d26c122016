import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aPng } from '../../../test/builders/png.ts'
import { svgFault } from '../../../test/builders/svg-fault.ts'
import { type Bytes, utf8 } from '../bytes.ts'
import { fieldGroups } from '../format/field-groups.ts'
import type { Json, JsonObject } from '../format/json.ts'
import { passTable } from '../format/pass.ts'
import { styleNames } from '../format/styles.ts'
import { drawPass, type View } from './draw-pass.ts'
import { showPass } from './show-pass.ts'
import { toSvg } from './svg/to-svg.ts'

const viewer = { locale: 'en-US', timeZone: 'UTC', now: Date.UTC(2026, 10, 22) }

const views: readonly View[] = [
  { view: 'front' },
  { view: 'back' },
  { view: 'watch' },
  { view: 'lock-screen', messages: ['Gate <script>B2</script>'] },
]

const drawAll = (pass: JsonObject, files: ReadonlyMap<string, Bytes> = new Map(), locale = 'en-US'): string[] => {
  const shown = showPass({ pass, files }, { ...viewer, locale })
  return views.map((view) => toSvg(drawPass(shown, view)))
}

const nastyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><image href="https://evil.example/x"/>',
    "' onload='alert(1)",
    ']]>&lol;<!ENTITY x>',
    '\u0000\u001b\ud800 \udfff\ufffe',
    '\u202e\u2067abc',
    '__proto__',
    'constructor',
    '2027-03-01T12:00:00Z',
    'PKBarcodeFormatQR',
    'iso-8859-1',
    'rgb(1,2,3)',
    '',
  ),
)

const anyJson = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(nastyText, fc.double(), fc.integer(), fc.bigInt(), fc.boolean(), fc.constant(null)),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(nastyText, tie('json'), { maxKeys: 4 }),
  ),
})).json

const fieldKeys = ['key', 'label', 'value', 'attributedValue', 'dateStyle', 'numberStyle', 'currencyCode', 'row']
const known = <Key extends string>(keys: readonly Key[]): fc.Arbitrary<JsonObject> =>
  fc.dictionary(fc.constantFrom(...keys), anyJson, { maxKeys: 8 })

const fields = fc.oneof(fc.array(fc.oneof(known(fieldKeys), anyJson), { maxLength: 6 }), anyJson)
const style = fc.oneof(fc.dictionary(fc.constantFrom(...fieldGroups), fields), anyJson)
const barcode = fc.oneof(known(['format', 'message', 'messageEncoding', 'altText']), anyJson)
const anyPass = fc
  .tuple(
    known(Object.keys(passTable.keys)),
    fc.dictionary(fc.constantFrom(...styleNames), style, { maxKeys: 2 }),
    fc.oneof(fc.array(barcode, { maxLength: 3 }), anyJson),
  )
  .map(([keys, styles, barcodes]): JsonObject => ({ ...keys, ...styles, barcodes }))

describe('a drawing', () => {
  it('is made of any JSON, is well-formed, and has nothing but shapes and texts', () => {
    fc.assert(
      fc.property(anyPass, (pass) => {
        expect(drawAll(pass).map(svgFault)).toEqual(views.map(() => undefined))
      }),
      { numRuns: 60 },
    )
  })

  it('has as text whatever a pass says', () => {
    const nasty = '<script>alert(1)</script>'
    const field = {
      key: nasty,
      label: nasty,
      value: nasty,
      attributedValue: `<a href="javascript:alert(1)">${nasty}</a>`,
    }
    const content = Object.fromEntries(fieldGroups.map((group) => [group, [field, field]]))
    const svgs = styleNames.flatMap((name) =>
      drawAll({ description: nasty, logoText: nasty, organizationName: nasty, [name]: content }),
    )
    expect(svgs.map(svgFault).filter(Boolean)).toEqual([])
    expect(svgs.filter((svg) => !svg.includes('&lt;script&gt;'))).toEqual([])
  })

  it('leaves out what is no picture', () => {
    const svg = utf8('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    const files = new Map([
      ['icon.png', svg],
      ['logo.png', svg],
      ['strip.png', svg],
      ['thumbnail.png', svg],
    ])
    expect(drawAll({ eventTicket: {} }, files).filter((each) => each.includes('<image'))).toEqual([])
  })

  it('has the pictures that are good as data', () => {
    const files = new Map([['logo.png', aPng({ width: 160, height: 50 }) as Bytes]])
    const [front = ''] = drawAll({ generic: {} }, files)
    expect(svgFault(front)).toBeUndefined()
    expect(front.match(/<image [^>]*href="data:image\/png;base64,iVBOR/g)).toHaveLength(1)
  })

  it('is the same for the same pass', () => {
    const pass = { generic: { primaryFields: [{ key: 'a', value: 'Ada' }] } }
    expect(drawAll(pass)).toEqual(drawAll(pass))
  })

  it('takes fields of 20,000 characters, of whatever kind, and makes no more of them than there is room for', () => {
    const texts = ['x ', 'e\u0301', '👩‍👩‍👧', 'م', '\n', 'https://a.b/', '<a href="', 'a@', '\u202e']
    for (const text of texts) {
      const long = text.repeat(Math.ceil(20_000 / text.length))
      const field = { key: 'k', label: long, value: long, attributedValue: text.startsWith('<') ? long : null }
      const content = Object.fromEntries(fieldGroups.map((group) => [group, [field, field]]))
      const svgs = drawAll({ description: long, logoText: long, eventTicket: content })
      expect(svgs.map((svg) => svgFault(svg) ?? svg.length < 500_000)).toEqual(views.map(() => true))
    }
  })
})
