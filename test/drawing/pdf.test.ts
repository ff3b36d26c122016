/** Documents, as programs that know nothing of Passwright read and draw them. */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject } from '@cantoo/pdf-lib'
import { decode, toRGBA8 } from '@cantoo/pdf-lib/upng'
import fontkit from '@pdf-lib/fontkit'
import { beforeAll, describe, expect, it } from 'vitest'
import { nodePictures } from '../../lib/adapters/pictures/node-pictures.ts'
import { readFolder } from '../../lib/cli/read-path.ts'
import { drawPass } from '../../lib/core/drawing/draw-pass.ts'
import { paperPages } from '../../lib/core/drawing/pdf/pages.ts'
import { toPdf } from '../../lib/core/drawing/pdf/to-pdf.ts'
import { trueTypeSubset } from '../../lib/core/drawing/pdf/true-type-subset.ts'
import type { Scene, Shape, TextShape } from '../../lib/core/drawing/scene.ts'
import { showPass } from '../../lib/core/drawing/show-pass.ts'
import { toSvg } from '../../lib/core/drawing/svg/to-svg.ts'
import { widthOf } from '../../lib/core/drawing/text/measure.ts'
import type { JsonObject } from '../../lib/core/format/json.ts'
import { compileTemplate } from '../../lib/core/template/compile.ts'
import type { Font } from '../../lib/ports/pictures.ts'
import { needs, program } from '../setup/programs.ts'

const pictures = nodePictures()
const templates = fileURLToPath(new URL('../../infra/templates/', import.meta.url))
const viewer = { locale: 'en', timeZone: 'UTC', now: Date.parse('2027-01-01T00:00:00Z') }

const scenesOf = async (template: string, more: JsonObject = {}): Promise<readonly Scene[]> => {
  const compiled = await compileTemplate(await readFolder(join(templates, template)))
  const { pass, shared, own } = compiled.fill(compiled.settings.sample)
  const shown = showPass({ pass: { ...pass, ...more }, files: new Map([...shared, ...own]) }, viewer)
  return [drawPass(shown, { view: 'front' }), drawPass(shown, { view: 'back' })]
}

/** Runs one of Poppler's programs on a document. */
const poppler = (name: string, args: readonly string[], pdf: Uint8Array): Buffer => {
  const { stdout, stderr } = spawnSync(join(dirname(program('pdftoppm')), name), [...args], { input: pdf })
  expect(stderr.toString()).toBe('')
  return stdout
}

const textOf = (pdf: Uint8Array): string => poppler('pdftotext', ['-', '-'], pdf).toString()

const wordPlace = /<word xMin="([\d.]+)"[^>]*>(.*)<\/word>/g

let fonts: readonly Font[] = []

beforeAll(async () => {
  fonts = await pictures.fonts()
})

const line = (text: string, baseline: number, rightToLeft = false, size = 20): TextShape => {
  const [x, width] = [rightToLeft ? 310 : 10, widthOf(text, size, 'regular')]
  const box = { x: 10, y: baseline - size, width: 300, height: size * 1.25 }
  const place = { x, baseline, anchor: rightToLeft ? 'end' : 'start', box, width, size } as const
  return { kind: 'text', role: 'value', text, ...place, weight: 'regular', fill: '#000000', rightToLeft }
}

const scene = (shapes: readonly Shape[]): Scene => ({
  ...{ width: 320, height: 400, title: 'A test', language: 'en' },
  shapes: [{ kind: 'rect', box: { x: 0, y: 0, width: 320, height: 400 }, fill: '#ffffff' }, ...shapes],
})

/**
 * How much ink there is from the left to the right end of a line in a picture of 320 points by 400, in 80 columns: the same
 * for the same letters, whatever is between them.
 */
const inkAlong = (png: Uint8Array, baseline: number): readonly number[] => {
  const picture = decode(new Uint8Array(png).buffer)
  const pixels = new Uint8Array(toRGBA8(picture)[0] ?? new ArrayBuffer(0))
  const points = picture.width / 320
  const ink = Array.from({ length: picture.width }, (_, x) => {
    let sum = 0
    for (let y = Math.round((baseline - 20) * points); y < (baseline + 8) * points; y++)
      sum += 255 - (pixels[(y * picture.width + x) * 4] ?? 255)
    return sum
  })
  const [first, last] = [ink.findIndex((sum) => sum > 200), ink.findLastIndex((sum) => sum > 200)]
  const step = (last + 1 - first) / 80
  return Array.from({ length: 80 }, (_, column) =>
    mean(ink.slice(Math.floor(first + column * step), Math.ceil(first + (column + 1) * step))),
  )
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** The correlation of two courses: 1 if they are alike. */
const likeness = (one: readonly number[], other: readonly number[]): number => {
  const [a, b] = [one, other].map((values) => values.map((value) => value - mean(values)))
  const product = (x: readonly number[] = [], y: readonly number[] = []) =>
    mean(x.map((value, at) => value * (y[at] ?? 0)))
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b))
}

/** The mean colours of a picture in 16 by 24 fields, red, green and blue of each. */
const colours = (png: Uint8Array): readonly number[] => {
  const picture = decode(new Uint8Array(png).buffer)
  const pixels = new Uint8Array(toRGBA8(picture)[0] ?? new ArrayBuffer(0))
  const sums = Array.from({ length: 16 * 24 * 3 }, () => ({ sum: 0, count: 0 }))
  for (let index = 0; index < pixels.length / 4; index++) {
    const [x, y] = [index % picture.width, Math.floor(index / picture.width)]
    const field = Math.floor((y * 24) / picture.height) * 16 + Math.floor((x * 16) / picture.width)
    const opacity = (pixels[index * 4 + 3] ?? 0) / 255
    for (let colour = 0; colour < 3; colour++) {
      const one = sums[field * 3 + colour]
      // Paper is white where the drawing is not.
      if (one)
        [one.sum, one.count] = [one.sum + 255 + ((pixels[index * 4 + colour] ?? 0) - 255) * opacity, one.count + 1]
    }
  }
  return sums.map(({ sum, count }) => sum / count)
}

/** An annotation: where it is, and what it does as the file writes it. */
const describedBy = (document: PDFDocument, ref: PDFObject | undefined) => {
  const link = document.context.lookup(ref, PDFDict)
  const Rect = link
    .lookup(PDFName.of('Rect'), PDFArray)
    .asArray()
    .map((side) => Number(side.toString()))
  return { Rect, A: link.lookup(PDFName.of('A'), PDFDict).toString() }
}

/** A document's first scene as Poppler draws it, in the size that resvg draws it in. */
const drawnByPoppler = (pdf: Uint8Array): Uint8Array => {
  // 1.25 times as large, in the middle of the paper: 115.2 dots per inch make 1.6 pixels a point, 2 a point of the scene.
  const [x, y] = [Math.round(((595.28 - 400) / 2) * 1.6), Math.round(36 * 1.6)]
  const cut = ['-x', String(x), '-y', String(y), '-W', '640', '-H', '800']
  return poppler('pdftoppm', ['-r', '115.2', '-png', '-singlefile', ...cut, '-'], pdf)
}

/** How alike a line is as resvg and as Poppler draw it, each from what is made for it. */
const likenessOf = async (printed: TextShape, seen = printed): Promise<number> => {
  const [pdf, png] = [await toPdf([scene([printed])], fonts), await pictures.png(toSvg(scene([seen])), 640)]
  return likeness(inkAlong(drawnByPoppler(pdf), printed.baseline), inkAlong(png, seen.baseline))
}

describe('a document', needs('pdftoppm'), () => {
  it('has the texts of the pass as text, front and back', async () => {
    const text = textOf(await toPdf(await scenesOf('boarding-pass'), fonts))
    for (const part of ['Kittiwake Air', 'EDI', 'CPH', 'Birna Jónsdóttir', '20F', 'AG3Y6U'])
      expect(text).toContain(part)
    expect(text.split('\f').length).toBeGreaterThan(2)
  })

  it('says what it is and in which language, and no date', async () => {
    const pdf = await toPdf(await scenesOf('event-ticket'), fonts)
    const info = poppler('pdfinfo', ['-'], pdf).toString()
    expect(info).toMatch(/^Title: +\S/m)
    expect(info).toMatch(/^Page size: +595\.28 x 841\.89 pts \(A4\)$/m)
    expect(info).not.toMatch(/Date/)
  })

  it('is the same, byte for byte, whenever it is made', async () => {
    const scenes = await scenesOf('store-card')
    expect(Buffer.from(await toPdf(scenes, fonts)).equals(await toPdf(scenes, fonts))).toBe(true)
  })

  it.each([
    ['Latin', line('Züge nach Brno', 40)],
    ['Hebrew', line('שלום עולם', 40, true)],
    ['Hebrew with its points', line('שָׁלוֹם עֲלֵיכֶם', 40, true)],
    ['Arabic, whose letters join', line('مرحبا بكم في القاهرة', 40, true)],
    ['Greek and Cyrillic', line('Αθήνα Київ Щ', 40)],
  ])('sets %s as browsers do', async (_, shape) => {
    expect(await likenessOf(shape)).toBeGreaterThan(0.9)
  })

  it.each([
    ['Hebrew', 'שער 12 (צפון) LHR'],
    ['Arabic', 'بوابة 12 (شمال) LHR'],
  ])('sets numbers and Latin within %s to the left of what comes before', async (_, text) => {
    const words = poppler('pdftotext', ['-bbox', '-', '-'], await toPdf([scene([line(text, 40, true)])], fonts))
    const places = [...words.toString().matchAll(wordPlace)].map(([, x, word]) => [Number(x), word] as const)
    const fromTheLeft = places.toSorted(([one], [other]) => one - other).map(([, word]) => word)
    expect([fromTheLeft[0], fromTheLeft.at(-2)]).toEqual(['LHR', '12'])
  })

  it('whose letters stood in another order would be told from that', async () => {
    expect(await likenessOf(line('םלוע םולש', 40, true), line('שלום עולם', 40, true))).toBeLessThan(0.8)
  })

  it.each(['boarding-pass', 'coupon', 'event-ticket', 'membership', 'store-card'])(
    'looks like the drawing: %s',
    async (template) => {
      const [front] = await scenesOf(template)
      if (!front) throw new Error('nothing was drawn')
      const { x = 0, y = 0, scale = 1 } = paperPages([front])[0]?.[0] ?? {}
      const cut = [x, y, front.width * scale, front.height * scale].map((points) => String(Math.round(points)))
      const place = ['-x', '-y', '-W', '-H'].flatMap((flag, index) => [flag, cut[index] ?? ''])
      const pdf = await toPdf([front], fonts)
      const printed = colours(poppler('pdftoppm', ['-r', '72', '-png', '-singlefile', ...place, '-'], pdf))
      const seen = colours(await pictures.png(toSvg(front), Number(cut[2])))
      const differences = printed.map((colour, index) => Math.abs(colour - (seen[index] ?? 0)))
      expect(new Set(seen.map(Math.round)).size).toBeGreaterThan(20)
      expect([mean(differences) < 5, Math.max(...differences) < 60]).toEqual([true, true])
    },
  )

  it('of a pass whose back is long has all of it, over several pages', async () => {
    const backFields = Array.from({ length: 60 }, (_, index) => ({
      key: `f${index}`,
      label: `Label ${index}`,
      value: `Value ${index} `.repeat(20),
    }))
    const { pass, files } = { pass: { storeCard: { backFields }, description: 'Long' }, files: new Map() }
    const shown = showPass({ pass, files }, viewer)
    const pdf = await toPdf([drawPass(shown, { view: 'front' }), drawPass(shown, { view: 'back' })], fonts)
    const text = textOf(pdf)
    for (let index = 0; index < 60; index++) expect(text).toContain(`Label ${index}`)
    expect(text.split('\f').length).toBeGreaterThan(5)
  })

  it('has the links of its back, where their words stand', async () => {
    const value = 'See <a href="https://example.com/terms">the terms</a>'
    const pass = { generic: { backFields: [{ key: 'a', label: 'More', value: '', attributedValue: value }] } }
    const back = drawPass(showPass({ pass, files: new Map() }, viewer), { view: 'back' })
    const document = await PDFDocument.load(await toPdf([back], fonts))
    const [link, ...others] = document.getPages()[0]?.node.Annots()?.asArray() ?? []
    const { Rect, A } = describedBy(document, link)
    expect(A).toContain(Buffer.from('https://example.com/terms').toString('hex'))
    expect(others).toEqual([])
    const words = poppler('pdftotext', ['-bbox', '-', '-'], await toPdf([back], fonts)).toString()
    const place = words.match(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">the</)
    const [x, top, bottom] = (place ?? []).slice(1).map(Number)
    const [left = 0, low = 0, , high = 0] = Rect
    expect([Math.abs(left - (x ?? 0)) < 1, 841.89 - high < (bottom ?? 0), 841.89 - low > (top ?? 0)]).toEqual([
      true,
      true,
      true,
    ])
  })

  it('leaves out what is no picture, and says what it has no letter for with a box', async () => {
    const png = new TextEncoder().encode('<svg onload="alert(1)">')
    const box = { x: 0, y: 0, width: 50, height: 50 }
    const image: Shape = { kind: 'image', box, png, fit: 'cover', pixels: { width: 5, height: 5 } }
    const pdf = await toPdf([scene([image, line('東京 and \u{1f600}', 40)])], fonts)
    expect(poppler('pdfimages', ['-list', '-'], pdf).toString().trim().split('\n')).toHaveLength(2)
    expect(textOf(pdf)).toContain('and')
  })

  it('needs a font of each weight that it is written in', async () => {
    await expect(toPdf([scene([line('x', 40)])], [])).rejects.toThrow('a document needs a regular font')
    expect((await toPdf([scene([])], [])).length).toBeGreaterThan(300)
  })
})

describe('a subset of a typeface', () => {
  it('has the same outlines and widths, those of accents and joined letters too', () => {
    for (const { bytes } of fonts.filter(({ weight }) => weight === 'regular')) {
      const whole = fontkit.create(bytes)
      const glyphs = 'AzÄéñŁ0%ßЖΩ םשלא عمرلاء'
        .split('')
        .map((letter) => whole.glyphForCodePoint(letter.codePointAt(0) ?? 0))
      const subset = trueTypeSubset(bytes)
      const numbers = glyphs.map(({ id }) => subset?.include(id) ?? -1)
      const part = fontkit.create(subset?.encode() ?? new Uint8Array())
      for (const [index, glyph] of glyphs.entries()) {
        const same = part.getGlyph(numbers[index] ?? 0)
        expect([same.path.toSVG(), same.advanceWidth]).toEqual([glyph.path.toSVG(), glyph.advanceWidth])
      }
    }
  })

  it('is not made of what is no TrueType', () => {
    expect(trueTypeSubset(new TextEncoder().encode('OTTO, or anything else that is a file'))).toBeUndefined()
  })
})
