import { array, assert, boolean, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aShownPass, type LookName, looks } from '../../../../test/builders/shown-pass.ts'
import { textsIn } from '../plain-shapes.ts'
import type { BarcodeShape, Box, GroupShape, Scene, Shape, TextShape } from '../scene.ts'
import { drawFront } from './draw-front.ts'

const lookNames = Object.keys(looks) as readonly LookName[]

/** Every shape of a drawing, groups before what is in them. */
const allShapes = (shapes: readonly Shape[]): readonly Shape[] =>
  shapes.flatMap((shape) => [shape, ...(shape.kind === 'group' ? allShapes(shape.shapes) : [])])

const groupsOf = ({ shapes }: Scene): readonly GroupShape[] =>
  allShapes(shapes).filter((shape) => shape.kind === 'group')

const namesOf = (scene: Scene): readonly string[] => groupsOf(scene).map(({ name }) => name)

const groupOf = (scene: Scene, name: string): GroupShape => {
  const group = groupsOf(scene).find((each) => each.name === name)
  expect(group, name).toBeDefined()
  return group as GroupShape
}

const valuesOf = (scene: Scene, name: string): readonly string[] =>
  textsIn(groupsOf(scene).filter((group) => group.name === name)).flatMap(({ role, text }) =>
    role === 'value' ? [text] : [],
  )

// Shares of widths are not exact.
const tolerance = 0.01

const isInside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x - tolerance &&
  inner.y >= outer.y - tolerance &&
  inner.x + inner.width <= outer.x + outer.width + tolerance &&
  inner.y + inner.height <= outer.y + outer.height + tolerance

const overlap = (one: Box, other: Box): boolean =>
  one.x + one.width > other.x + tolerance &&
  other.x + other.width > one.x + tolerance &&
  one.y + one.height > other.y + tolerance &&
  other.y + other.height > one.y + tolerance

/** Where the letters of a line are from left to right. */
const inkOf = ({ x, width, anchor, box }: TextShape): Box => {
  const left = { start: x, middle: x - width / 2, end: x - width }[anchor]
  return { ...box, x: left, width }
}

/** What text must never cover: pictures that are no ground for it, and barcodes. */
const apart = ['logo', 'thumbnail', 'transit', 'secondary-logo']

const faultsOf = (scene: Scene): readonly string[] => {
  const page = { x: 0, y: 0, width: scene.width, height: scene.height }
  const texts = textsIn(scene.shapes)
  const card = groupOf(scene, 'card')
  const solid = groupsOf(scene).filter(({ name }) => apart.includes(name))
  const codes = allShapes(scene.shapes).filter((shape): shape is BarcodeShape => shape.kind === 'barcode')
  const blocks: readonly { readonly what: string; readonly box: Box }[] = [
    ...texts.map((text) => ({ what: text.text, box: text.box })),
    ...solid.map(({ name, box }) => ({ what: name, box })),
    ...codes.map(({ box }) => ({ what: 'barcode', box })),
  ]
  return [
    ...texts.flatMap((text) => (isInside(inkOf(text), text.box) ? [] : [`${text.text} is wider than its box`])),
    ...blocks.flatMap(({ what, box }) => (isInside(box, page) ? [] : [`${what} is outside of the drawing`])),
    ...textsIn([card]).flatMap(({ text, box }) => (isInside(box, card.box) ? [] : [`${text} is outside of the card`])),
    ...blocks.flatMap((one, index) =>
      blocks.slice(index + 1).flatMap((other) => (overlap(one.box, other.box) ? [`${one.what} | ${other.what}`] : [])),
    ),
  ]
}

const letters = { latin: 'Wide mixed text ', arabic: 'نص طويل للتجربة ' } as const

const repeated = (script: keyof typeof letters, length: number): string =>
  letters[script]
    .repeat(Math.ceil(length / letters[script].length))
    .slice(0, length)
    .trim()

describe('the front of', () => {
  it.each(lookNames)(
    '%s keeps its texts in their boxes and apart, for 5, 50 and 500 characters in every field',
    (look) => {
      for (const length of [5, 50, 500]) {
        for (const rightToLeft of [false, true]) {
          const text = () => repeated(rightToLeft ? 'arabic' : 'latin', length)
          expect(faultsOf(drawFront(aShownPass({ look, text, rightToLeft })))).toEqual([])
        }
      }
    },
  )
})

it('whatever a pass has, nothing is outside of its box or over something else', () => {
  const lengths = array(constantFrom(0, 5, 50, 500), { minLength: 1, maxLength: 7 })
  const formats = constantFrom('QR', 'Aztec', 'PDF417', 'Code128', 'EAN13', 'None')
  const subject = record({
    look: constantFrom(...lookNames),
    fields: integer({ min: 0, max: 6 }),
    lengths,
    rightToLeft: boolean(),
    hasImages: boolean(),
    voided: boolean(),
    format: formats,
  })
  assert(
    property(subject, ({ lengths: cycle, format, voided, ...changes }) => {
      let count = 0
      const text = () => repeated(count % 3 === 0 ? 'arabic' : 'latin', cycle[count++ % cycle.length] ?? 0)
      const barcode = { format: `PKBarcodeFormat${format}`, message: '4006381333931' }
      expect(faultsOf(drawFront(aShownPass({ ...changes, text, barcode, shown: { voided } })))).toEqual([])
    }),
    { numRuns: 60 },
  )
})

it('the second logo of a poster stands beside the last line, whichever that is', () => {
  const text = (name: string) => (name === 'section' ? repeated('latin', 200) : '')
  const scene = drawFront(aShownPass({ look: 'posterEvent', text }))
  expect(textsIn(scene.shapes).map((shape) => shape.text)).toContainEqual(expect.stringMatching(/^Section Wide/))
  expect(faultsOf(scene)).toEqual([])
})

describe('the rows', () => {
  const wide = { barcode: { format: 'PKBarcodeFormatPDF417' } }

  it.each<[LookName, readonly string[], object]>([
    ['boardingPass', ['header', 'primary', 'auxiliary', 'secondary', 'footer', 'barcode'], {}],
    ['coupon', ['header', 'strip', 'secondary', 'barcode'], {}],
    ['storeCard', ['header', 'strip', 'secondary', 'barcode'], {}],
    ['eventOnStrip', ['header', 'strip', 'secondary', 'auxiliary', 'auxiliary-1', 'barcode'], {}],
    ['eventOnBackground', ['header', 'primary', 'secondary', 'auxiliary', 'auxiliary-1', 'barcode'], {}],
    ['generic', ['header', 'primary', 'secondary', 'barcode'], {}],
    ['generic', ['header', 'primary', 'secondary', 'auxiliary', 'barcode'], wide],
    ['posterEvent', ['header', 'footer', 'tile'], {}],
    ['semanticBoarding', ['header', 'primary', 'auxiliary', 'secondary', 'barcode'], {}],
    ['posterGeneric', ['header', 'footer', 'tile'], {}],
  ])('of %s are, from the top downwards, %j', (look, rows, changes) => {
    const scene = drawFront(aShownPass({ look, ...changes }))
    const boxes = rows.map((name) => groupOf(scene, name).box)
    for (const [index, box] of boxes.entries()) {
      const above = boxes[index - 1]
      if (above) expect(box.y, rows[index]).toBeGreaterThanOrEqual(above.y + above.height)
    }
  })

  it.each<[LookName, Readonly<Record<string, number>>]>([
    ['boardingPass', { fields: 3, primary: 2, auxiliary: 5, secondary: 4 }],
    ['coupon', { fields: 3, primary: 1, secondary: 4 }],
    ['storeCard', { fields: 3, primary: 1, secondary: 4 }],
    ['eventOnStrip', { fields: 3, primary: 1, secondary: 4, auxiliary: 3, 'auxiliary-1': 3 }],
    ['eventOnBackground', { fields: 3, primary: 1, secondary: 4, auxiliary: 3, 'auxiliary-1': 3 }],
    ['generic', { fields: 3, primary: 1, secondary: 4 }],
    ['posterGeneric', { fields: 1, primary: 4, 'footer-fields': 2 }],
  ])('of %s show no more fields than the style has room for: %j', (look, counts) => {
    const scene = drawFront(aShownPass({ look, text: (name) => name.slice(-9) }))
    const found = Object.keys(counts).map((name) => [name, valuesOf(scene, name).length])
    expect(Object.fromEntries(found)).toEqual(counts)
  })

  it('of a coupon put secondary and auxiliary fields side by side, four in all', () => {
    const scene = drawFront(aShownPass({ look: 'coupon', fields: 3, text: (name) => name.slice(0, 3) + name.at(-7) }))
    expect(valuesOf(scene, 'secondary')).toEqual(['sec0', 'sec1', 'sec2', 'aux0'])
    expect(namesOf(scene)).not.toContain('auxiliary')
  })

  it('of a generic pass are two where the barcode is wide', () => {
    const scene = drawFront(aShownPass({ look: 'generic', fields: 4, ...wide, text: (name) => name.slice(0, 3) }))
    expect(valuesOf(scene, 'secondary')).toHaveLength(4)
    expect(valuesOf(scene, 'auxiliary')).toHaveLength(4)
  })
})

describe('a boarding pass', () => {
  it('has the picture of its transit between the two places, which are equally large', () => {
    const scene = drawFront(
      aShownPass({ look: 'boardingPass', text: (name) => (name.includes('1') ? 'CPH' : 'London') }),
    )
    const [from, to] = textsIn(groupOf(scene, 'primary').shapes).filter(({ role }) => role === 'value')
    const { box } = groupOf(scene, 'transit')
    expect(inkOf(from!).x + from!.width).toBeLessThan(box.x)
    expect(inkOf(to!).x).toBeGreaterThan(box.x + box.width)
    expect(from!.size).toBe(to!.size)
  })

  it('in a language that is read from the right leads from the right to the left', () => {
    const scene = drawFront(aShownPass({ look: 'boardingPass', rightToLeft: true, text: (name) => name.slice(-7, -6) }))
    const [from, to] = textsIn(groupOf(scene, 'primary').shapes).filter(({ role }) => role === 'value')
    expect(from!.x).toBeGreaterThan(to!.x)
    expect(from!.anchor).toBe('end')
    expect(groupOf(scene, 'logo').box.x).toBeGreaterThan(scene.width / 2)
  })
})

describe('alignment', () => {
  const placed = (alignment: 'left' | 'centre' | 'right' | 'natural', rightToLeft = false) => {
    const pass = aShownPass({ look: 'coupon', fields: 2, rightToLeft, text: () => 'A' })
    const fields = {
      ...pass.fields,
      secondaryFields: pass.fields.secondaryFields.map((each) => ({ ...each, alignment })),
    }
    const scene = drawFront({ ...pass, fields: { ...fields, auxiliaryFields: [] } })
    return textsIn(groupOf(scene, 'secondary').shapes).flatMap(({ role, anchor }) => (role === 'value' ? [anchor] : []))
  }

  it.each([
    ['left', ['start', 'start']],
    ['centre', ['middle', 'middle']],
    ['right', ['end', 'end']],
    ['natural', ['start', 'end']],
  ] as const)('%s of two fields anchors them at %j', (alignment, anchors) => {
    expect(placed(alignment)).toEqual(anchors)
  })

  it('natural is mirrored where one reads from the right', () => {
    expect(placed('natural', true)).toEqual(['end', 'start'])
    expect(placed('left', true)).toEqual(['start', 'start'])
  })
})

describe('the barcode', () => {
  it.each(['QR', 'Aztec', 'PDF417', 'Code128', 'EAN13'])('%s has its quiet zone within its white box', (format) => {
    const barcode = { format: `PKBarcodeFormat${format}`, message: '4006381333931' }
    const { shapes } = groupOf(drawFront(aShownPass({ look: 'generic', barcode })), 'barcode')
    const white = shapes.find((shape) => shape.kind === 'rect')
    const code = shapes.find((shape) => shape.kind === 'barcode')
    const clear = (code!.symbol.quietZone * code!.box.width) / code!.symbol.columns
    expect(white!.fill).toBe('#ffffff')
    expect(code!.box.x - clear).toBeGreaterThanOrEqual(white!.box.x - tolerance)
    expect(code!.box.x + code!.box.width + clear).toBeLessThanOrEqual(white!.box.x + white!.box.width + tolerance)
  })

  it('has the text for people below it', () => {
    const { shapes } = groupOf(drawFront(aShownPass({ look: 'generic', barcode: { altText: 'No. 7' } })), 'barcode')
    const code = shapes.find((shape) => shape.kind === 'barcode')
    const [text] = textsIn(shapes)
    expect(text!.text).toBe('No. 7')
    expect(text!.box.y).toBeGreaterThanOrEqual(code!.box.y + code!.box.height)
  })

  it('is not on the poster of an event, which opens doors by NFC', () => {
    expect(namesOf(drawFront(aShownPass({ look: 'posterEvent' })))).not.toContain('barcode')
  })

  it('that cannot be drawn leaves its place empty', () => {
    const pass = aShownPass({ look: 'generic', barcode: { format: 'PKBarcodeFormatOther' } })
    expect(namesOf(drawFront(pass))).not.toContain('barcode')
  })
})

describe('a pass that is of no use any more', () => {
  it.each([{ voided: true }, { isExpired: true }])('with %j is grey, and its barcode pale', (shown) => {
    const scene = drawFront(aShownPass({ look: 'coupon', shown }))
    const [ground] = groupOf(scene, 'card').shapes
    expect(ground).toMatchObject({ kind: 'rect', fill: '#46494d' })
    expect(groupOf(scene, 'barcode').opacity).toBe(0.35)
    expect(groupOf(scene, 'strip').opacity).toBe(0.35)
  })
})

describe('a drawing', () => {
  it('is called what the pass is described as, in the language of the pass', () => {
    expect(drawFront(aShownPass({ look: 'coupon', rightToLeft: true }))).toMatchObject({
      title: 'A pass',
      language: 'ar',
    })
  })

  it.each<[LookName, string]>([
    ['eventOnBackground', 'background'],
    ['posterEvent', 'artwork'],
  ])('of %s has its %s behind everything', (look, name) => {
    const scene = drawFront(aShownPass({ look }))
    const at = groupOf(scene, 'card').shapes.findIndex((shape) => shape.kind === 'group')
    expect(groupOf(scene, 'card').shapes[at]).toMatchObject({ name })
  })

  it('blurs a background, and no artwork', () => {
    const blurOf = (look: LookName, name: string) =>
      groupOf(drawFront(aShownPass({ look })), name).shapes.flatMap((shape) =>
        shape.kind === 'image' ? [(shape.blur ?? 0) > 0] : [],
      )
    expect(blurOf('eventOnBackground', 'background')).toEqual([true])
    expect(blurOf('posterEvent', 'artwork')).toEqual([false])
  })
})
