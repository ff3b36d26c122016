import { describe, expect, it } from 'vitest'
import { aPng } from '../../../../test/builders/png.ts'
import { copyBytes } from '../../bytes.ts'
import type { Json, JsonObject } from '../../format/json.ts'
import { textsIn } from '../plain-shapes.ts'
import type { Box, GroupShape, Scene, Shape } from '../scene.ts'
import { showPass } from '../show-pass.ts'
import { drawWatch } from './draw-watch.ts'

const field = (label: string, value = label) => ({ key: label, label, value })

const draw = (pass: JsonObject, images: Readonly<Record<string, Uint8Array>> = {}, locale = 'en'): Scene =>
  drawWatch(
    showPass(
      {
        pass: { description: 'A pass', ...pass },
        files: new Map(Object.entries(images).map(([name, bytes]) => [name, copyBytes(bytes)])),
      },
      { locale, timeZone: 'UTC', now: 0 },
    ),
  )

const groupsIn = (shapes: readonly Shape[]): readonly GroupShape[] =>
  shapes.flatMap((shape) => (shape.kind === 'group' ? [shape, ...groupsIn(shape.shapes)] : []))

/** The parts of a card from the top downwards: what each is called, and what is written in it. */
const lines = ({ shapes }: Scene): readonly string[] => {
  const [card] = groupsIn(shapes)
  return (card?.shapes ?? []).flatMap((shape) =>
    shape.kind === 'group' ? [[`${shape.name}:`, ...textsIn([shape]).map(({ text }) => text)].join(' ')] : [],
  )
}

const within = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x - 0.01 &&
  inner.y >= outer.y - 0.01 &&
  inner.x + inner.width <= outer.x + outer.width + 0.01 &&
  inner.y + inner.height <= outer.y + outer.height + 0.01

const qr: Json = { format: 'PKBarcodeFormatQR', message: 'A', messageEncoding: 'iso-8859-1', altText: 'For people' }

describe('drawWatch', () => {
  it('shows header fields line by line, then each group of fields, two on a line where they fit, and the barcode last', () => {
    const scene = draw({
      logoText: 'Example',
      storeCard: {
        headerFields: [field('Points', '12')],
        primaryFields: [field('Balance', '20')],
        secondaryFields: [field('Name', 'Ada'), field('Level', 'Gold')],
        auxiliaryFields: [field('Member since', 'a day that nobody remembers'), field('City', 'Graz')],
      },
      barcodes: [qr],
    })
    expect(lines(scene)).toEqual([
      'logo-row: Example',
      'header: Points 12',
      'primary: Balance 20',
      'secondary: Name Ada Level Gold',
      expect.stringContaining('auxiliary: Member since a day'),
      'auxiliary: City Graz',
      'barcode:',
    ])
  })

  it('leaves out images that the style does not have', () => {
    const png = aPng({ width: 20, height: 20 })
    const named = (pass: JsonObject) =>
      lines(draw(pass, { 'footer.png': png, 'background.png': png, 'strip.png': png, 'thumbnail.png': png }))
    expect(named({ coupon: {} })).toEqual([])
    expect(named({ eventTicket: {} })).toEqual(['background:'])
    expect(named({ boardingPass: {} })).toEqual(['footer:'])
  })

  it('joins the labels of a journey by TO, and shows auxiliary fields above secondary ones', () => {
    const scene = draw({
      boardingPass: {
        transitType: 'PKTransitTypeAir',
        primaryFields: [field('Vienna', 'VIE'), field('Oslo', 'OSL')],
        secondaryFields: [field('Name', 'Ada')],
        auxiliaryFields: [field('Gate', 'C14')],
      },
    })
    expect(lines(scene)).toEqual([
      'primary: VIE OSL',
      'primary: Vienna TO Oslo',
      'auxiliary: Gate C14',
      'secondary: Name Ada',
    ])
    expect(groupsIn(scene.shapes).some(({ name }) => name === 'transit')).toBe(true)
  })

  it('leaves out a logo text that has no room beside the logo, and cuts it where there is no logo', () => {
    const logo = { 'logo.png': aPng({ width: 100, height: 26 }) }
    const pass = { generic: {}, logoText: 'The Worshipful Company of Makers of Playing Cards' }
    expect(lines(draw(pass, logo))).toEqual(['logo-row:'])
    expect(lines(draw(pass))).toEqual([expect.stringContaining('…')])
    expect(lines(draw({ generic: {}, logoText: 'Inn' }, logo))).toEqual(['logo-row: Inn'])
  })

  it('shows neither strip nor thumbnail, nor the text below the barcode', () => {
    const png = aPng({ width: 90, height: 90 })
    const scene = draw({ coupon: {}, barcodes: [qr] }, { 'strip.png': png, 'thumbnail.png': png })
    expect(lines(scene)).toEqual(['barcode:'])
  })

  it('blurs the background behind everything', () => {
    const scene = draw({ eventTicket: {} }, { 'background.png': aPng({ width: 180, height: 220 }) })
    const background = groupsIn(scene.shapes).find(({ name }) => name === 'background')
    expect(background?.shapes).toEqual([expect.objectContaining({ kind: 'image', fit: 'cover', blur: 8 })])
  })

  it('turns PDF417 to portrait', () => {
    const pdf417 = { format: 'PKBarcodeFormatPDF417', message: 'A'.repeat(60), messageEncoding: 'iso-8859-1' }
    const barcode = groupsIn(draw({ generic: {}, barcodes: [pdf417] }).shapes).find(({ name }) => name === 'barcode')
    expect(barcode && barcode.box.height > 2 * barcode.box.width).toBe(true)
  })

  it('shows another barcode in place of Code 128, and none if there is no other', () => {
    const code128 = { format: 'PKBarcodeFormatCode128', message: 'A', messageEncoding: 'iso-8859-1' }
    expect(lines(draw({ generic: {}, barcodes: [code128, qr] }))).toEqual(['barcode:'])
    expect(lines(draw({ generic: {}, barcodes: [code128] }))).toEqual([])
  })

  it('begins lines at the right in a language that is written from right to left', () => {
    const strings = { 'he.lproj/pass.strings': new TextEncoder().encode('"a" = "שם";') }
    const scene = draw({ generic: { primaryFields: [field('a', 'Ada')] } }, strings, 'he')
    expect(textsIn(scene.shapes).map(({ anchor, rightToLeft }) => [anchor, rightToLeft])).toEqual([
      ['end', true],
      ['end', true],
    ])
  })

  it.each(['boardingPass', 'coupon', 'eventTicket', 'generic', 'storeCard', 'posterGeneric'])(
    'keeps everything of %s inside of the card and apart from its neighbours, however long',
    (style) => {
      for (const length of [5, 50, 500]) {
        const group = ['a', 'b', 'c', 'd'].map((key) => ({
          key,
          label: 'L'.repeat(length),
          value: 'Wm'.repeat(length),
        }))
        const groups = { headerFields: group, primaryFields: group, secondaryFields: group, auxiliaryFields: group }
        const scene = draw({
          logoText: 'W'.repeat(length),
          [style]: { ...groups, footerFields: group },
          barcodes: [qr],
        })
        const texts = textsIn(scene.shapes)
        expect(texts.filter(({ box }) => !within(box, { x: 0, y: 0, ...scene }))).toEqual([])
        expect(texts.filter(({ width, box }) => width > box.width + 0.01)).toEqual([])
        const [card] = groupsIn(scene.shapes)
        const parts = (card?.shapes ?? []).filter((shape) => shape.kind === 'group')
        const overlapping = parts.filter((part, index) => {
          const below = parts[index + 1]
          return below !== undefined && part.box.y + part.box.height > below.box.y + 0.01
        })
        expect(overlapping).toEqual([])
      }
    },
  )
})
