/** The sample templates: their pictures, their languages, and that each fills and passes preflight. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { drawTemplates } from '../infra/templates/artwork/draw.ts'
import { isObject, type JsonObject } from '../lib/core/format/json.ts'
import { readStrings } from '../lib/core/format/strings.ts'
import { preflight } from '../lib/core/preflight/preflight.ts'
import { templateAdvice } from '../lib/core/template/advice.ts'
import { compileTemplate } from '../lib/core/template/compile.ts'
import type { FilledPass } from '../lib/core/template/filled-pass.ts'

const templatesFolder = fileURLToPath(new URL('../infra/templates/', import.meta.url))

const picturesByTemplate = {
  'boarding-pass': ['footer', 'icon', 'logo'],
  'event-ticket': ['background', 'icon', 'logo', 'thumbnail'],
  'store-card': ['icon', 'logo', 'strip'],
  coupon: ['icon', 'logo', 'strip'],
  membership: ['icon', 'logo', 'thumbnail'],
} as const

type TemplateName = keyof typeof picturesByTemplate

const names = Object.keys(picturesByTemplate) as TemplateName[]

// Points. A logo is 50 high and at most 160 wide, so it is not in the table.
const sizes: Readonly<Record<string, readonly [number, number]>> = {
  background: [180, 220],
  footer: [286, 15],
  icon: [38, 38],
  strip: [375, 144],
  thumbnail: [90, 90],
}

const filesOf = (template: TemplateName): Map<string, Uint8Array> => {
  const folder = join(templatesFolder, template)
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  return new Map(paths.map((path) => [path, new Uint8Array(readFileSync(join(folder, path)))]))
}

const readJson = (template: TemplateName, file: string): JsonObject => {
  const json: unknown = JSON.parse(readFileSync(join(templatesFolder, template, file), 'utf8'))
  return isObject(json) ? json : {}
}

const picture = (template: string, slot: string, scale: number): Buffer =>
  readFileSync(join(templatesFolder, template, `${slot}${scale === 1 ? '' : `@${scale}x`}.png`))

/** Width and height of a PNG, after decoding it far enough to know that all its rows are there. */
const decode = (png: Buffer): { readonly width: number; readonly height: number } => {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  expect(png.toString('latin1', 12, 16)).toBe('IHDR')
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = png[25] === 6 ? 4 : 3
  const data: Buffer[] = []
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    const end = at + 8 + png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, end))
  }
  expect(inflateSync(Buffer.concat(data)).length).toBe(height * (1 + width * channels))
  return { width, height }
}

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map((text) => {
    const share = Number(text) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two colours as WCAG 2 defines it, 1 to 21. */
const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** What preflight warns of, or worse. */
const faultsOf = (filled: FilledPass) => preflight(filled).filter(({ severity }) => severity !== 'info')

describe.each(names)('the sample template %s', (name) => {
  const settings = readJson(name, 'template.json')
  const sample = settings.sample as JsonObject
  const schema = settings.values as { readonly required: readonly string[] }

  it('is filled by its sample, and preflight warns of nothing', async () => {
    const template = await compileTemplate(filesOf(name))
    expect(faultsOf(template.fill(sample))).toEqual([])
  })

  it('has nothing in it that is of no use', async () => {
    const files = filesOf(name)
    expect(templateAdvice(files, await compileTemplate(files))).toEqual([])
  })

  it('is filled by the required values alone, and preflight warns of nothing', async () => {
    const template = await compileTemplate(filesOf(name))
    const required = Object.fromEntries(['serialNumber', ...schema.required].map((value) => [value, sample[value]]))
    expect(faultsOf(template.fill(required))).toEqual([])
  })

  it('has the pictures that its style shows, each at three scales, and no others', () => {
    const pictures = [...filesOf(name).keys()].filter((path) => path.endsWith('.png')).sort()
    const wanted = picturesByTemplate[name].flatMap((slot) => [`${slot}.png`, `${slot}@2x.png`, `${slot}@3x.png`])
    expect(pictures).toEqual(wanted.sort())
  })

  it.each(picturesByTemplate[name])('draws %s in the exact size of its slot', (slot) => {
    const logoWidth = slot === 'logo' ? decode(picture(name, slot, 1)).width : 0
    expect(logoWidth).toBeLessThanOrEqual(160)
    const [width, height] = sizes[slot] ?? [logoWidth, 50]
    for (const scale of [1, 2, 3]) {
      expect(decode(picture(name, slot, scale))).toEqual({ width: width * scale, height: height * scale })
    }
  })

  it('keeps its pictures below 100 KB', () => {
    const pictures = [...filesOf(name)].filter(([path]) => path.endsWith('.png'))
    expect(pictures.reduce((size, [, bytes]) => size + bytes.length, 0)).toBeLessThan(100_000)
  })

  it('sets values and labels apart from the background (WCAG 2, level AA)', () => {
    const { backgroundColor, foregroundColor, labelColor } = readJson(name, 'pass.json')
    expect(contrast(String(foregroundColor), String(backgroundColor))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(String(labelColor), String(backgroundColor))).toBeGreaterThanOrEqual(4.5)
  })
})

describe('the pictures', () => {
  it('are what the artwork draws', { timeout: 120_000 }, async () => {
    const drawings = await drawTemplates()
    expect(drawings).toHaveLength(48)
    for (const { template, file, png } of drawings) {
      const committed = readFileSync(join(templatesFolder, template, file))
      expect(committed.equals(png), `${template}/${file}`).toBe(true)
    }
  })
})

describe('the membership card', () => {
  const strings = (language: string) =>
    readStrings(new Uint8Array(readFileSync(join(templatesFolder, 'membership', `${language}.lproj/pass.strings`))))

  it('has the same keys in English and in Spanish', () => {
    expect([...strings('es').keys()]).toEqual([...strings('en').keys()])
  })

  it('keeps %@ in every notification', () => {
    for (const language of ['en', 'es']) {
      for (const [key, text] of strings(language)) expect(text.includes('%@'), key).toBe(key.endsWith('_change'))
    }
  })

  it('looks up every key that it has, and no other', () => {
    const used = JSON.stringify(readJson('membership', 'pass.json')).match(/\b[a-z]+_[a-z]+\b/g) ?? []
    expect(used.sort()).toEqual([...strings('en').keys()].sort())
  })

  it('greets the member by name in both languages', async () => {
    const template = await compileTemplate(filesOf('membership'))
    const { own } = template.fill({ ...template.settings.sample, givenName: 'Ada "Countess"' })
    const text = (language: string) =>
      readStrings(own.get(`${language}.lproj/pass.strings`) ?? new Uint8Array()).get('welcome_text')
    expect(text('en')).toContain('Dear Ada "Countess", ')
    expect(text('es')).toContain('Ada "Countess", nos alegra')
  })

  it('has no field for guests where there are none', async () => {
    const template = await compileTemplate(filesOf('membership'))
    const { guests, ...alone } = template.settings.sample
    expect(guests).toBe(2)
    expect(template.fill(alone).pass.generic).toMatchObject({ auxiliaryFields: [] })
    expect(template.fill(template.settings.sample).pass.generic).toMatchObject({ auxiliaryFields: [{ value: 2 }] })
  })
})

describe('the boarding pass', () => {
  it('tells the times that were sold apart from those that hold now', async () => {
    const template = await compileTemplate(filesOf('boarding-pass'))
    const { sample } = template.settings
    const late = {
      ...sample,
      boardingTime: '2027-04-12T09:00:00+01:00',
      departureTime: '2027-04-12T09:35:00+01:00',
      arrivalTime: '2027-04-12T12:30:00+02:00',
      scheduled: {
        boardingTime: sample.boardingTime,
        departureTime: sample.departureTime,
        arrivalTime: sample.arrivalTime,
      },
    }
    expect(template.fill(late).pass.semantics).toMatchObject({
      originalDepartureDate: '2027-04-12T08:45:00+01:00',
      currentDepartureDate: '2027-04-12T09:35:00+01:00',
    })
    expect(template.fill(sample).pass.semantics).not.toHaveProperty('currentDepartureDate')
  })

  it('shows a dash while the gate is not known', async () => {
    const template = await compileTemplate(filesOf('boarding-pass'))
    const { gate, ...unknown } = template.settings.sample
    expect(gate).toBe('5A')
    expect(template.fill(unknown).pass.boardingPass).toMatchObject({ headerFields: [{}, { key: 'gate', value: '–' }] })
  })
})

describe('the bar code of a boarding pass', () => {
  it.each([
    ['a character short', (message: string) => message.slice(0, 10) + message.slice(11)],
    ['of another airline', (message: string) => message.replace('XX ', 'YY ')],
    ['of the day 367', (message: string) => message.replace(' 102Y', ' 367Y')],
    ['of two legs', (message: string) => message.replace('M1', 'M2')],
  ])('is refused if it is %s', async (_, spoil) => {
    const template = await compileTemplate(filesOf('boarding-pass'))
    const { sample } = template.settings
    const barcode = spoil(String(sample.barcode))
    expect(barcode).not.toBe(sample.barcode)
    expect(() => template.fill({ ...sample, barcode })).toThrow('/barcode')
  })
})

describe('the coupon', () => {
  it('is voided once it is redeemed', async () => {
    const template = await compileTemplate(filesOf('coupon'))
    const { sample } = template.settings
    expect(template.fill(sample).pass).toMatchObject({ voided: false })
    expect(template.fill({ ...sample, redeemed: true }).pass).toMatchObject({ voided: true })
  })
})
