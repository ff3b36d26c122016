import { describe, expect, it } from 'vitest'
import { aTemplate, faultOf, rejectionOf } from '../../../test/builders/template.ts'
import { utf8 } from '../bytes.ts'
import { canonicalJson } from '../format/json.ts'
import { compileTemplate } from './compile.ts'
import type { FilledPass } from './filled-pass.ts'
import type { FillExtras } from './template.ts'

/** Twelve shops on the equator, a tenth of a degree apart. */
const shops = Array.from({ length: 12 }, (_, index) => ({
  latitude: 0,
  longitude: index / 10,
  relevantText: `${index}`,
}))
const point = { type: 'object', properties: { latitude: { type: 'number' }, longitude: { type: 'number' } } }
const schema = {
  type: 'object',
  properties: { name: { type: 'string' }, home: point, shops: { type: 'array' }, points: { type: 'array' } },
}

interface Given {
  readonly pass: object
  readonly settings?: object
  readonly record?: object
  readonly extras?: FillExtras
}

const filled = async ({ pass, settings, record, extras }: Given): Promise<FilledPass> => {
  const template = await compileTemplate(
    aTemplate({ pass, settings: { values: schema, ...settings }, sample: { shops, points: [] } }),
  )
  return template.fill({ serialNumber: 'A', name: 'Ada', ...record }, extras)
}

const near = (expression: string) => ({ relevance: { locations: { near: expression } } })
const byWeight = { relevance: { locations: { weight: 'weight' }, beacons: { weight: 'weight' } } }

const texts = ({ pass }: FilledPass): string =>
  (pass.locations as { relevantText?: string }[]).map(({ relevantText }) => relevantText).join(' ')

describe('more than ten locations', () => {
  it('all stay as long as no rule is stated', async () => {
    expect(texts(await filled({ pass: { locations: shops } }))).toBe('0 1 2 3 4 5 6 7 8 9 10 11')
  })

  it('may have numbers of more digits than JavaScript keeps', async () => {
    const files = aTemplate({
      pass: { locations: shops.map((shop) => ({ ...shop, altitude: 0 })) },
      settings: { values: schema, relevance: { locations: { weight: 'weight' } } },
    })
    const pass = new TextDecoder().decode(files.get('pass.json'))
    files.set('pass.json', utf8(pass.replaceAll('"altitude":0', '"altitude":12345678901234567890')))
    const template = await compileTemplate(files)
    expect(texts(template.fill({ serialNumber: 'A', name: 'Ada' }))).toBe('0 1 2 3 4 5 6 7 8 9')
  })

  it('are cut to the ten that are nearest to a value of the record, in their old order', async () => {
    const record = { home: { latitude: 0.01, longitude: 1 } }
    const pass = { locations: shops.toReversed() }
    expect(texts(await filled({ pass, settings: near('home'), record }))).toBe('11 10 9 8 7 6 5 4 3 2')
  })

  it('are cut to those that are nearest to the nearest of several points', async () => {
    const points = [0, 1.1].map((longitude) => ({ latitude: 0, longitude }))
    const settings = near('points')
    expect(texts(await filled({ pass: { locations: shops }, settings, record: { points } }))).toBe(
      '0 1 2 3 4 7 8 9 10 11',
    )
  })

  it('are measured along the great circle, across the date line too', async () => {
    const far = Array.from({ length: 10 }, (_, index) => ({
      latitude: index,
      longitude: 170,
      relevantText: `${index}`,
    }))
    const pass = { locations: [{ latitude: 0, longitude: -179.9, relevantText: 'across' }, ...far] }
    const record = { home: { latitude: 0, longitude: 179.9 } }
    expect(texts(await filled({ pass, settings: near('home'), record }))).toBe('across 0 1 2 3 4 5 6 7 8')
  })

  it('may come from a value of the record, and the point from an expression', async () => {
    const pass = { locations: { $eval: 'shops' } }
    const settings = near('[shops[0], shops[11]]')
    const record = { shops }
    expect(texts(await filled({ pass, settings, record }))).toBe('0 1 2 3 4 7 8 9 10 11')
  })

  it('are cut to the first ten if the record does not tell the point', async () => {
    expect(texts(await filled({ pass: { locations: shops }, settings: near('home') }))).toBe('0 1 2 3 4 5 6 7 8 9')
  })

  it('are cut to the ten of the greatest weight, which does not go into the pass', async () => {
    const weighed = shops.map((shop, index) => ({ ...shop, weight: index === 5 ? undefined : index % 7 }))
    const pass = await filled({ pass: { locations: weighed }, settings: byWeight })
    expect(texts(pass)).toBe('0 1 2 3 4 6 8 9 10 11')
    expect(canonicalJson(pass.pass)).not.toContain('weight')
  })

  it('are one where they are at the very same point', async () => {
    const pass = { locations: [...shops.slice(0, 3), { ...shops[1], relevantText: 'better', weight: 1 }] }
    expect(texts(await filled({ pass, settings: byWeight }))).toBe('0 2 better')
  })

  it('are cut in passes with values per language as in others', async () => {
    const pass = { locations: { $eval: 'shops' } }
    const record = { name: { en: 'Friend', es: 'Amigo' }, shops, home: { latitude: 0, longitude: 1.1 } }
    expect(texts(await filled({ pass, settings: near('home'), record }))).toBe('2 3 4 5 6 7 8 9 10 11')
  })

  it('keep the text of pass.json canonical', async () => {
    const record = { home: { latitude: 0, longitude: 1 } }
    const { pass, own } = await filled({ pass: { locations: shops }, settings: near('home'), record })
    expect(new TextDecoder().decode(own.get('pass.json'))).toBe(canonicalJson(pass))
  })

  it('cannot be cut by what is no point', async () => {
    const settings = near('points')
    const template = await compileTemplate(
      aTemplate({ pass: { locations: shops }, settings: { values: schema, ...settings } }),
    )
    expect(faultOf(() => template.fill({ serialNumber: 'A', name: 'B', points: [1, 2] }))).toMatchObject({
      code: 'values/not-fillable',
      paths: ['template.json#/relevance/locations/near'],
    })
  })
})

describe('beacons of more than ten UUIDs', () => {
  it('are cut to those of the ten UUIDs with the greatest weight', async () => {
    const uuid = (index: number) => `00000000-0000-0000-0000-${String(index).padStart(12, 'a')}`
    const beacons = Array.from({ length: 12 }, (_, index) => ({ proximityUUID: uuid(index), weight: index }))
    const second = { proximityUUID: uuid(0).toUpperCase(), major: 1, weight: 99 }
    const { pass } = await filled({ pass: { beacons: [...beacons, second] }, settings: byWeight })
    const kept = [0, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((index) => ({ proximityUUID: uuid(index) }))
    expect(pass.beacons).toEqual([...kept, { proximityUUID: uuid(0).toUpperCase(), major: 1 }])
  })
})

describe('relevantDates', () => {
  const late = { startDate: '2027-05-02T09:00:00Z', endDate: '2027-05-02T12:00:00Z' }
  const early = { date: '2027-05-02T10:30:00+02:00' }

  it('are told to systems before iOS 18 by the first of them', async () => {
    const { pass } = await filled({ pass: { relevantDates: [late, early] } })
    expect(pass.relevantDate).toBe('2027-05-02T10:30:00+02:00')
  })

  it('are told by the first of those that values make', async () => {
    const relevantDates = [{ date: '${name}' }, early]
    const name = '2027-05-02T08:29:00Z'
    const { pass, own } = await filled({ pass: { relevantDates }, record: { name } })
    expect(pass.relevantDate).toBe(name)
    expect(new TextDecoder().decode(own.get('pass.json'))).toBe(canonicalJson(pass))
  })

  it.each([
    ['pass.json gives relevantDate itself', { relevantDates: [early], relevantDate: '2027-01-01T00:00:00Z' }, {}],
    ['template.json says none', { relevantDates: [early] }, { relevance: { relevantDate: 'none' } }],
    ['no date brings the style up', { relevantDates: [early], generic: undefined, coupon: {} }, {}],
    ['there is no date among them', { relevantDates: [{ date: 'tomorrow' }] }, {}],
  ])('are left alone if %s', async (_, given, settings) => {
    const { pass } = await filled({ pass: given, settings })
    expect(pass.relevantDate).toBe((given as { relevantDate?: string }).relevantDate)
  })
})

describe('the old key barcode', () => {
  const barcode = (format: string) => ({ format, message: '${name}', messageEncoding: 'iso-8859-1' })
  const barcodes = [barcode('PKBarcodeFormatCode128'), barcode('PKBarcodeFormatAztec'), barcode('PKBarcodeFormatQR')]

  it('repeats the first of barcodes that iOS 8 can show, if template.json says so', async () => {
    const { pass } = await filled({ pass: { barcodes }, settings: { legacyBarcode: true } })
    expect(pass.barcode).toEqual({ ...barcode('PKBarcodeFormatAztec'), message: 'Ada' })
  })

  it.each([
    ['template.json does not ask for it', barcodes, {}],
    ['there is none that iOS 8 can show', barcodes.slice(0, 1), { legacyBarcode: true }],
  ])('is not there if %s', async (_, given, settings) => {
    expect((await filled({ pass: { barcodes: given }, settings })).pass).not.toHaveProperty('barcode')
  })
})

describe('the settings of relevance', () => {
  it.each([
    ['two rules at once', { locations: { near: 'home', weight: 'weight' } }],
    ['no rule', { locations: {} }],
    ['a value that the schema lacks', { locations: { near: 'office' } }],
    ['another key', { places: 3 }],
    ['another choice', { relevantDate: 'last' }],
  ])('are refused with %s', async (_, relevance) => {
    const fault = await rejectionOf(compileTemplate(aTemplate({ settings: { values: schema, relevance } })))
    expect(fault?.code).toBe('template/settings-invalid')
  })

  it('may not read the clock', async () => {
    const settings = { values: schema, ...near('[{latitude: 0, longitude: len(now)}]') }
    const fault = await rejectionOf(compileTemplate(aTemplate({ settings })))
    expect(fault?.code).toBe('template/expression-refused')
  })

  it('need keys that are known before the template is filled', async () => {
    const pass = { generic: undefined, '${name}': {} }
    const fault = await rejectionOf(
      compileTemplate(aTemplate({ pass, sample: { name: 'coupon' }, settings: { legacyBarcode: true } })),
    )
    expect(fault?.code).toBe('template/settings-invalid')
  })
})
