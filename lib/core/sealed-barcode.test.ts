import { describe, expect, it } from 'vitest'
import { aSealer } from '../../test/builders/barcodes.ts'
import { aRing } from '../../test/builders/keys.ts'
import { aTemplate, faultOf, rejectionOf, type TemplateChanges } from '../../test/builders/template.ts'
import { buildPass } from './build.ts'
import type { JsonObject } from './format/json.ts'
import { barcodeKeySet } from './links/barcode-keys.ts'
import { type BarcodeOutcome, makeBarcodeVerifier } from './links/barcode-verifier.ts'
import { loadSigner } from './signing/signer.ts'
import { makeThrowawayChain } from './signing/throwaway.ts'
import { templateAdvice } from './template/advice.ts'
import { compileTemplate } from './template/compile.ts'
import type { FilledPass } from './template/filled-pass.ts'
import type { FillExtras } from './template/template.ts'

const sealedBarcode = { audience: 'gate', values: ['ticket', 'serialNumber'], validFrom: 'doors', validUntil: 'ends' }
const text = { type: 'string' }

const sealed = (settings: object = sealedBarcode, pass: object = {}): TemplateChanges => ({
  pass: {
    barcodes: [
      {
        format: 'PKBarcodeFormatQR',
        message: '${sealedBarcode}',
        messageEncoding: 'iso-8859-1',
        altText: '${serialNumber}',
      },
    ],
    ...pass,
  },
  settings: {
    sealedBarcode: settings,
    values: {
      type: 'object',
      required: ['name', 'ticket'],
      properties: { name: text, ticket: text, doors: text, ends: text, seat: { type: 'object' } },
    },
    sample: {
      serialNumber: 'S-1',
      name: 'Ada',
      ticket: 'T-0',
      doors: '2026-11-21T12:00:00Z',
      ends: '2026-11-21T16:00Z',
    },
  },
})

const times = { doors: '2026-11-21T13:00:00.400+01:00', ends: '2026-11-21T17:00:00.900+01:00' }
const values = { serialNumber: 'A-1', name: 'Ada', ticket: 'T-1', ...times }
const extras: FillExtras = { sealBarcode: aSealer() }

const fill = async (
  changes: TemplateChanges,
  record: object = values,
  more: FillExtras = extras,
): Promise<FilledPass> => (await compileTemplate(aTemplate(changes))).fill(record, more)

const messageOf = ({ pass }: FilledPass): string => {
  const [barcode] = pass.barcodes as readonly JsonObject[]
  return String(barcode?.message)
}

const scan = (filled: FilledPass, audience = 'gate'): BarcodeOutcome =>
  makeBarcodeVerifier(barcodeKeySet(aRing(), []), { audience })(messageOf(filled), new Date('2026-11-21T13:00:00Z'))

describe('a template with a sealed barcode', () => {
  it('says the chosen values to the audience, between the two dates, rounded inwards', async () => {
    expect(scan(await fill(sealed()))).toEqual({
      ok: true,
      barcode: {
        ...{ id: 'c541d8a2c316ed2a', audience: 'gate', keyId: '2' },
        ...{ validFrom: new Date('2026-11-21T12:00:01Z'), validUntil: new Date('2026-11-21T16:00:00Z') },
        values: { ticket: 'T-1', serialNumber: 'A-1' },
      },
    })
  })

  it('repeats the barcode of a pass, and gives each pass another one', async () => {
    const other = { ...values, serialNumber: 'A-2' }
    const messages = [await fill(sealed()), await fill(sealed()), await fill(sealed(), other)].map(messageOf)
    expect(messages[0]).toBe(messages[1])
    expect(messages[2]).not.toBe(messages[0])
  })

  it('gives an id that stays when the values change, and differs for each serial number and pass type', async () => {
    const changed = { ...values, ticket: 'T-2' }
    const otherPass = { ...values, serialNumber: 'A-2' }
    const { settings, ...rest } = sealed()
    const otherType = { ...rest, settings: { ...settings, passTypeIdentifier: 'pass.com.example.other' } }
    const filled = await Promise.all([
      ...[values, changed, otherPass].map((record) => fill(sealed(), record)),
      fill(otherType, values),
    ])
    const ids = filled.map((each) => {
      const outcome = scan(each)
      return outcome.ok ? outcome.barcode.id : outcome.reason
    })
    expect(ids[1]).toBe(ids[0])
    expect(new Set(ids).size).toBe(3)
  })

  it('leaves out what the record lacks, also the dates', async () => {
    const { doors: _, ends: __, ...timeless } = values
    const outcome = scan(await fill(sealed({ ...sealedBarcode, values: ['ticket', 'seat.row'] }), timeless))
    expect(outcome).toMatchObject({ ok: true, barcode: { values: { ticket: 'T-1' } } })
    expect(outcome.barcode).not.toHaveProperty('validUntil')
  })

  it('reaches values inside of others', async () => {
    const seated = { ...values, seat: { row: 7 } }
    const outcome = scan(await fill(sealed({ ...sealedBarcode, values: ['seat.row', 'seat'] }), seated))
    expect(outcome).toMatchObject({ barcode: { values: { 'seat.row': 7, seat: { row: 7 } } } })
  })

  it('says the same in all languages: what the value is in the default one', async () => {
    const outcome = scan(await fill(sealed(), { ...values, ticket: { en: 'Guest', es: 'Invitado' } }))
    expect(outcome).toMatchObject({ ok: true, barcode: { values: { ticket: 'Guest' } } })
  })

  it.each([
    ['a date without a zone', { ends: '2026-11-21T17:00:00' }],
    ['a text that is no date', { ends: 'tonight' }],
    ['an end before the beginning', { ends: '2026-11-21T13:00:00+01:00' }],
  ])('refuses %s', async (_, changes) => {
    const template = await compileTemplate(aTemplate(sealed()))
    expect(faultOf(() => template.fill({ ...values, ...changes }, extras))).toMatchObject({
      code: 'values/not-fillable',
      paths: ['template.json#/sealedBarcode/validUntil'],
    })
  })

  it('has a specimen of the same length where nothing seals, which is not signed', async () => {
    const specimen = await fill(sealed(), values, {})
    expect(messageOf(specimen)).toHaveLength(messageOf(await fill(sealed())).length)
    expect(scan(specimen)).toEqual({ ok: false, reason: 'key-unknown' })
    const identity = { passTypeIdentifier: 'pass.com.example.card', teamIdentifier: 'ABCDE12345' }
    const signer = await loadSigner(await makeThrowawayChain({ ...identity, now: new Date('2026-11-21') }))
    const signing = buildPass(specimen, signer, { signingTime: new Date('2026-11-21') })
    expect((await rejectionOf(signing))?.code).toBe('pass/not-sealed')
  })
})

describe('the setting', () => {
  it.each([
    ['a value that the schema does not describe', { ...sealedBarcode, values: ['tikcet'] }],
    ['an end that the schema does not describe', { ...sealedBarcode, validUntil: 'until' }],
    ['no audience', { values: ['ticket'] }],
    ['an expression', { ...sealedBarcode, values: ['ticket + 1'] }],
    ['no values', { ...sealedBarcode, values: [] }],
    ['something else', { ...sealedBarcode, secret: true }],
  ])('is refused with %s', async (_, settings) => {
    const fault = await rejectionOf(compileTemplate(aTemplate(sealed(settings))))
    expect(fault?.code).toBe('template/settings-invalid')
  })

  it('is needed for the placeholder', async () => {
    const { settings, ...rest } = sealed()
    const { sealedBarcode: _, ...without } = settings as { sealedBarcode: object }
    const fault = await rejectionOf(compileTemplate(aTemplate({ ...rest, settings: without })))
    expect(fault).toMatchObject({ code: 'template/expression-invalid' })
  })

  it('leaves its name to no value', async () => {
    const values = { type: 'object', properties: { sealedBarcode: text } }
    const fault = await rejectionOf(compileTemplate(aTemplate({ settings: { values } })))
    expect(fault).toMatchObject({ code: 'template/schema-invalid' })
  })

  it('is told to be of no use where nothing uses the placeholder; what it names counts as used', async () => {
    const idle = aTemplate(sealed(sealedBarcode, { barcodes: [] }))
    const found = templateAdvice(idle, await compileTemplate(idle)).map(({ code, path }) => `${code} ${path}`)
    expect(found).toContain('setting-unused template.json#/sealedBarcode')
    expect(found).not.toContain('value-unused template.json#/values/properties/doors')
  })
})
