/** What the settings of a template ask to be made of the filled `pass.json`. */
import { TemplateError } from '../errors.ts'
import { type BarcodeFormat, barcodeFormats } from '../format/barcodes.ts'
import { dateFault } from '../format/dates.ts'
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import { type StyleName, styles } from '../format/styles.ts'
import { bestBeacons, bestLocations, nearness, vectorOf, weightIn, withoutMember } from './best-ten.ts'
import { refuseClock } from './clock.ts'
import type { Derivation } from './derivations.ts'
import { absent, type Evaluation, evaluateJsonE, notFillable, type Result } from './evaluations.ts'
import { asPath, isOperator } from './expressions.ts'
import type { CutRule, RelevanceSettings } from './relevance-settings.ts'
import type { TemplateSettings } from './settings.ts'
import { valueAt } from './value-at.ts'

const nearPlace = 'template.json#/relevance/locations/near'

/** The points to be near to. A value that a record leaves out is no fault: then there are none. */
const evaluateNear = (near: string): Evaluation => {
  refuseClock({ $eval: near }, nearPlace)
  const path = asPath(near)
  return path
    ? { kind: 'quick', pointer: nearPlace, read: (values) => valueAt(values, path) }
    : evaluateJsonE({ $eval: near }, nearPlace)
}

const inOrder = (): number => 0

const scoreNear = (near: Result): ((candidate: Json) => number) => {
  const points = near === absent || near === null ? [] : [near].flat()
  const vectors = points.map((point) => {
    const vector = vectorOf(point)
    if (vector) return vector
    throw notFillable(nearPlace, 'is no point: an object with latitude and longitude as numbers, or a list of those')
  })
  return vectors.length === 0 ? inOrder : nearness(vectors)
}

const cutLocations = (rule: CutRule): Derivation => {
  const key = 'locations'
  const cut = (locations: Json | undefined, score: (candidate: Json) => number): Result =>
    Array.isArray(locations) ? bestLocations(locations, score) : (locations ?? absent)
  if ('near' in rule) {
    const derive = ({ locations }: JsonObject, near: Result): Result => cut(locations, scoreNear(near))
    return { key, of: [key], also: evaluateNear(rule.near), derive }
  }
  const { weight } = rule
  const derive = ({ locations }: JsonObject): Result => {
    const best = cut(locations, weightIn(weight))
    return Array.isArray(best) ? withoutMember(best, weight) : best
  }
  return { key, of: [key], derive }
}

const cutBeacons = (weight: string): Derivation => ({
  key: 'beacons',
  of: ['beacons'],
  derive: ({ beacons = null }) =>
    Array.isArray(beacons) ? withoutMember(bestBeacons(beacons, weightIn(weight)), weight) : beacons,
})

const isDate = (value: Json | undefined): value is string => typeof value === 'string' && !dateFault(value)

const earliest = (entries: Json | undefined): string | undefined => {
  const dates = (Array.isArray(entries) ? entries : [])
    .flatMap((entry) => (isObject(entry) ? [entry.date, entry.startDate, entry.relevantDate] : []))
    .filter(isDate)
  return dates.reduce<string | undefined>(
    (first, date) => (first === undefined || Date.parse(date) < Date.parse(first) ? date : first),
    undefined,
  )
}

const firstRelevantDate: Derivation = {
  key: 'relevantDate',
  of: ['relevantDate', 'relevantDates'],
  ifMissing: true,
  derive: ({ relevantDate, relevantDates }) => relevantDate ?? earliest(relevantDates) ?? absent,
}

const isLegacy = (barcode: Json): boolean => {
  const formats: Readonly<Record<string, BarcodeFormat>> = barcodeFormats
  const format = isObject(barcode) ? barcode.format : undefined
  return typeof format === 'string' && Object.hasOwn(formats, format) && formats[format]?.legacy === true
}

const legacyBarcode: Derivation = {
  key: 'barcode',
  of: ['barcode', 'barcodes'],
  ifMissing: true,
  derive: ({ barcode, barcodes }) =>
    barcode ?? (Array.isArray(barcodes) ? (barcodes as readonly Json[]).find(isLegacy) : undefined) ?? absent,
}

const takesDate = (keys: readonly string[]): boolean =>
  keys.some((key) => Object.hasOwn(styles, key) && styles[key as StyleName].relevance.date)

const relevanceDerivations = (
  { locations, beacons, relevantDate }: RelevanceSettings,
  keys: readonly string[],
): Derivation[] => [
  ...(locations ? [cutLocations(locations)] : []),
  ...(beacons ? [cutBeacons(beacons.weight)] : []),
  ...(relevantDate === 'first' && keys.includes('relevantDates') && takesDate(keys) ? [firstRelevantDate] : []),
]

/** With placeholders among its keys, nobody knows what a `pass.json` holds until it is filled. */
const assertKeysKnown = (
  { relevance, legacyBarcode: wantsLegacy }: DerivationSettings,
  keys: readonly string[],
): void => {
  if (!((relevance.locations ?? relevance.beacons ?? wantsLegacy) && isOperator(keys))) return
  const message = 'relevance and legacyBarcode need a pass.json whose own keys are written out'
  throw new TemplateError('template/settings-invalid', `template.json: ${message}, without placeholders`)
}

type DerivationSettings = Pick<TemplateSettings, 'relevance' | 'legacyBarcode'>

/**
 * The keys that are made of others in the passes of a template.
 *
 * @param keys those of its `pass.json`
 * @throws TemplateError `template/expression-refused` for a point that depends on the current time;
 *   `template/settings-invalid` for keys that are only known once the template is filled
 */
export const passDerivations = (settings: DerivationSettings, keys: readonly string[]): readonly Derivation[] => {
  assertKeysKnown(settings, keys)
  return [...relevanceDerivations(settings.relevance, keys), ...(settings.legacyBarcode ? [legacyBarcode] : [])]
}
