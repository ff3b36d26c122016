/** The templates of the proofs, as archives. */
import { zipSync } from 'fflate'
import type { JsonObject } from '../../lib/core/format/json.ts'
import { noisePng } from '../bench/inputs/noise-png.ts'
import { aTemplate, type TemplateChanges } from '../builders/template.ts'
import { passType } from './deployment.ts'

const text = { type: 'string', minLength: 1, maxLength: 200 }

/** A card with values of every kind: plain, nested, per language. */
const values: JsonObject = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: text,
    level: text,
    points: { type: 'integer', minimum: 0 },
    owner: {
      type: 'object',
      additionalProperties: false,
      required: ['street'],
      properties: { street: text, phones: { type: 'array', items: text } },
    },
  },
}

const pass: JsonObject = {
  generic: {
    primaryFields: [{ key: 'name', label: 'Name', value: '${name}' }],
    secondaryFields: [{ $if: "defined('level')", then: { key: 'level', label: 'Level', value: '${level}' } }],
    backFields: [
      { $if: "defined('owner')", then: { key: 'street', label: 'Street', value: '${owner.street}' } },
      { $if: "defined('points')", then: { key: 'points', label: 'Points', value: { $eval: 'points' } } },
    ],
  },
}

/** What a test changes of {@link cardArchive}. */
export interface CardChanges extends TemplateChanges {
  readonly name?: string
}

/** The archive of a template called `card`. */
export const cardArchive = ({ name = 'card', settings, ...changes }: CardChanges = {}): Uint8Array => {
  const files = aTemplate({
    pass,
    ...changes,
    settings: { name, passTypeIdentifier: passType, defaultLanguage: 'en', values, ...settings },
  })
  return zipSync(Object.fromEntries(files), { mtime: '2026-01-01' })
}

/** The archive of a template called `card` whose barcode is sealed: it tells the gate the serial number. */
export const sealedCardArchive = (): Uint8Array =>
  cardArchive({
    pass: {
      ...pass,
      barcodes: [{ format: 'PKBarcodeFormatQR', message: '${sealedBarcode}', messageEncoding: 'iso-8859-1' }],
    },
    settings: { sealedBarcode: { audience: 'gate', values: ['serialNumber'] } },
  })

/** A picture of about so many bytes, which no compression makes smaller. */
export const aPicture = (bytes: number, seed = 1): Uint8Array =>
  noisePng({ width: 1000, height: bytes / 1000, bits: 8 }, seed)
