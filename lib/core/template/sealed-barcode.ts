/** What the sealed barcode of a pass says, made of the values of its record. */
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8 } from '../bytes.ts'
import { dateFault } from '../format/dates.ts'
import { canonicalJson, type JsonObject } from '../format/json.ts'
import { type BarcodeClaims, idBytes, type SealBarcode } from '../sealing/claims.ts'
import { specimenOf } from '../sealing/sealed-barcode.ts'
import { notFillable } from './evaluations.ts'
import type { NamedValue, SealedBarcodeSettings } from './sealed-barcode-settings.ts'
import type { TemplateSettings } from './settings.ts'
import { valueAt } from './value-at.ts'

/**
 * Makes the message of the sealed barcode of a pass.
 *
 * @param values those of the record in the default language, with the serial number
 * @param seal default: what makes a specimen
 * @throws ValuesError `values/not-fillable` for a value that is no date where there must be one
 */
export type BarcodeMessage = (values: JsonObject, seal?: SealBarcode) => string

const place = (setting: string): string => `template.json#/sealedBarcode/${setting}`

/** Rounded towards the inside, so that the barcode is never good when it should not be. */
const secondsAt = (
  values: JsonObject,
  named: NamedValue | undefined,
  setting: string,
  round: (seconds: number) => number,
): number | undefined => {
  const date = named ? valueAt(values, named.path) : null
  if (!named || date === null) return undefined
  const reason = typeof date === 'string' ? dateFault(date)?.reason : 'is no text'
  if (reason !== undefined) throw notFillable(place(setting), `"${named.name}" ${reason}`)
  return round(Date.parse(String(date)) / 1000)
}

const idOf = ({ passTypeIdentifier }: TemplateSettings, { serialNumber = null }: JsonObject) =>
  new Uint8Array(sha256(utf8(canonicalJson([passTypeIdentifier, serialNumber])))).slice(0, idBytes)

const claimsOf = (settings: TemplateSettings, barcode: SealedBarcodeSettings, values: JsonObject): BarcodeClaims => {
  const validFrom = secondsAt(values, barcode.validFrom, 'validFrom', Math.ceil)
  const validUntil = secondsAt(values, barcode.validUntil, 'validUntil', Math.floor)
  if (validFrom !== undefined && validUntil !== undefined && validFrom >= validUntil)
    throw notFillable(place('validUntil'), 'the barcode would never be good: it ends before it begins')
  const said = barcode.values
    .map(({ name, path }) => [name, valueAt(values, path)] as const)
    .filter(([, value]) => value !== null)
  return {
    ...{ audience: barcode.audience, id: idOf(settings, values), values: Object.fromEntries(said) },
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
  }
}

/** Makes what makes the messages of a template. */
export const makeBarcodeMessage =
  (settings: TemplateSettings, barcode: SealedBarcodeSettings): BarcodeMessage =>
  (values, seal = specimenOf) =>
    seal(claimsOf(settings, barcode, values))
