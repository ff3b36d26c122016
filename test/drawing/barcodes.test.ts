import { spawnSync } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { nodePictures } from '../../lib/adapters/pictures/node-pictures.ts'
import { drawBarcodePage } from '../../lib/core/drawing/barcode/draw-barcode-page.ts'
import { drawLinkCode } from '../../lib/core/drawing/barcode/draw-link-code.ts'
import { drawPass } from '../../lib/core/drawing/draw-pass.ts'
import { paperPages } from '../../lib/core/drawing/pdf/pages.ts'
import { toPdf } from '../../lib/core/drawing/pdf/to-pdf.ts'
import type { Box, Scene, Shape } from '../../lib/core/drawing/scene.ts'
import { showPass } from '../../lib/core/drawing/show-pass.ts'
import type { ShownBarcode } from '../../lib/core/drawing/shown-pass.ts'
import { toSvg } from '../../lib/core/drawing/svg/to-svg.ts'
import { needs, program } from '../setup/programs.ts'
import { type BarcodeSample, barcodeSamples } from './barcode-samples.ts'
import { scan } from './scanner.ts'

const pictures = nodePictures()

const shown = ({ altText, ...barcode }: ShownBarcode) =>
  showPass(
    {
      pass: {
        description: 'A ticket',
        logoText: 'Example',
        generic: { primaryFields: [{ key: 'name', label: 'Name', value: 'Ada' }] },
        barcodes: [{ ...barcode, altText }],
      },
      files: new Map(),
    },
    { locale: 'en', timeZone: 'UTC', now: 0 },
  )

const all = Object.entries(barcodeSamples)
const watched = all.filter(([, { onWatch }]) => onWatch)

type Samples = readonly (readonly [name: string, sample: BarcodeSample])[]

const expected = (samples: Samples) => Object.fromEntries(samples.map(([name, { read }]) => [name, read]))

const required = (scene: Scene | undefined): Scene => {
  if (!scene) throw new Error('nothing was drawn')
  return scene
}

const barcodeIn = (shapes: readonly Shape[]): Box | undefined => {
  for (const shape of shapes) {
    if (shape.kind !== 'group') continue
    const box = shape.name === 'barcode' ? shape.box : barcodeIn(shape.shapes)
    if (box) return box
  }
  return undefined
}

/** Where a scanner is pointed at: the white box of the barcode. */
const target = ({ shapes, width, height }: Scene): Box => barcodeIn(shapes) ?? { x: 0, y: 0, width, height }

const svgRoot = /width="[^"]*" height="[^"]*" viewBox="[^"]*"/

/** A drawing of which only the barcode is to be seen, in the same size. */
const closeUp = (scene: Scene): string => {
  const { x, y, width, height } = target(scene)
  return toSvg(scene).replace(svgRoot, `width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}"`)
}

const dotsPerInch = 150

/** The barcode of a PDF page of one pass, as Poppler draws it. */
const printed = async (scene: Scene): Promise<Uint8Array> => {
  const pdf = await toPdf([scene], await pictures.fonts())
  const { x = 0, y = 0, scale = 1 } = paperPages([scene])[0]?.[0] ?? {}
  const box = target(scene)
  const pixels = (points: number) => String(Math.round((points / 72) * dotsPerInch))
  const { stdout } = spawnSync(
    program('pdftoppm'),
    [
      ...['-r', String(dotsPerInch), '-png', '-singlefile'],
      ...['-x', pixels(x + box.x * scale), '-y', pixels(y + box.y * scale)],
      ...['-W', pixels(box.width * scale), '-H', pixels(box.height * scale), '-'],
    ],
    { input: pdf },
  )
  return stdout
}

describe('a drawn barcode is read to its exact bytes', needs('ZXingReader'), () => {
  let folder = ''

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'barcodes-'))
  })

  const scanPngs = async (pngs: Iterable<readonly [name: string, png: Uint8Array]>) => {
    const inside = await mkdtemp(join(folder, 'scan-'))
    const files: string[] = []
    for (const [name, png] of pngs) {
      const file = join(inside, `${name}.png`)
      await writeFile(file, png)
      files.push(file)
    }
    return scan(files)
  }

  const scanSvgs = async (samples: Samples, draw: (barcode: ShownBarcode) => string, width: number) => {
    const pngs: (readonly [string, Uint8Array])[] = []
    for (const [name, { barcode }] of samples) pngs.push([name, await pictures.png(draw(barcode), width)])
    return scanPngs(pngs)
  }

  it('from the front of a pass, of every format and charset', async () => {
    const draw = (barcode: ShownBarcode) => closeUp(drawPass(shown(barcode), { view: 'front' }))
    expect(await scanSvgs(all, draw, 600)).toEqual(expected(all))
  })

  it('from the picture of the size of a watch', async () => {
    const draw = (barcode: ShownBarcode) => toSvg(drawPass(shown(barcode), { view: 'watch' }))
    expect(await scanSvgs(watched, draw, 324)).toEqual(expected(watched))
  })

  it('from the picture of the size of a watch, with as much as preflight takes for readable there', async () => {
    const bytes = (length: number) =>
      Array.from({ length }, (_, index) => String.fromCharCode(0xa1 + ((index * index * 7 + index * 31) % 94))).join('')
    const densest = (['QR', 'Aztec', 'PDF417'] as const).map((format, index): Samples[number] => {
      const message = bytes([213, 343, 296][index] ?? 0)
      const barcode = { format: `PKBarcodeFormat${format}`, message, messageEncoding: 'iso-8859-1', altText: '' }
      const name = { QR: 'QRCode', Aztec: 'Aztec', PDF417: 'PDF417' }[format]
      return [format, { barcode, read: `${name} ${Buffer.from(message, 'latin1').toString('hex')}`, onWatch: true }]
    })
    const draw = (barcode: ShownBarcode) => toSvg(drawPass(shown(barcode), { view: 'watch' }))
    expect(await scanSvgs(densest, draw, 324)).toEqual(expected(densest))
  })

  it('from the page that shows nothing else', async () => {
    expect(await scanSvgs(all, (barcode) => toSvg(required(drawBarcodePage(barcode))), 640)).toEqual(expected(all))
  })

  it('from the code of a link', async () => {
    const url = `https://passes.example.com/p/${'Ab9_'.repeat(300)}`
    const png = await pictures.png(toSvg(required(drawLinkCode(url))), 720)
    const read = await scanPngs([
      ['code', png],
      ['again', png],
    ])
    expect(read.code).toBe(`QRCode ${Buffer.from(url).toString('hex')}`)
  })

  it('from a PDF page as Poppler draws it', needs('pdftoppm'), async () => {
    const pngs: (readonly [string, Uint8Array])[] = []
    for (const [name, { barcode }] of all) {
      pngs.push([name, await printed(drawPass(shown(barcode), { view: 'front' }))])
    }
    expect(await scanPngs(pngs)).toEqual(expected(all))
  })

  it('from the front and the watch as Chromium shows them', needs('chromium'), async () => {
    const images = (view: 'front' | 'watch', samples: Samples) =>
      samples.map(([name, { barcode }]) => {
        const svg = Buffer.from(closeUp(drawPass(shown(barcode), { view }))).toString('base64')
        return `<img id="${view}-${name}" alt="" src="data:image/svg+xml;base64,${svg}" style="display:block">`
      })
    const browser = await chromium.launch({ executablePath: program('chromium'), args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage({ deviceScaleFactor: 2 })
      await page.setContent([...images('front', all), ...images('watch', watched)].join(''))
      const screenshots = async (view: 'front' | 'watch', samples: Samples) => {
        const pngs: (readonly [string, Uint8Array])[] = []
        for (const [name] of samples) pngs.push([name, await page.locator(`#${view}-${name}`).screenshot()])
        return scanPngs(pngs)
      }
      expect(await screenshots('front', all)).toEqual(expected(all))
      expect(await screenshots('watch', watched)).toEqual(expected(watched))
    } finally {
      await browser.close()
    }
  })
})
