/** `template.json`: the name, identity, language, values and sample of a template. */
import { Validator } from '@cfworker/json-schema'
import { TemplateError } from '../errors.ts'
import { summary } from '../finding.ts'
import {
  isPassTypeIdentifier,
  isTeamIdentifier,
  type PassTypeIdentifier,
  type TeamIdentifier,
} from '../format/identifiers.ts'
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import { canonicalLanguage, isLanguage } from '../format/languages.ts'
import { asPath } from './expressions.ts'
import { type LocaleSetting, readLocales } from './locale-setting.ts'
import { type PersonalizationSettings, readPersonalization } from './personalization-settings.ts'
import { type RelevanceSettings, readRelevance } from './relevance-settings.ts'
import { schemaFindings } from './schema-findings.ts'
import { readSealedBarcode, type SealedBarcodeSettings, sealedValues } from './sealed-barcode-settings.ts'
import { settingsSchema } from './settings-schema.ts'

/** What `template.json` says. */
export interface TemplateSettings {
  readonly name: string
  readonly description?: string
  readonly passTypeIdentifier: PassTypeIdentifier
  readonly teamIdentifier: TeamIdentifier
  /** The language of texts that are given in one language only, spelled the usual way (`pt-BR`). Default: `en`. */
  readonly defaultLanguage: string
  /** The languages that a pass carries, unless it is filled with others. Default: all. */
  readonly locales: LocaleSetting
  readonly relevance: RelevanceSettings
  readonly personalization: PersonalizationSettings
  /** Whether the old key `barcode` repeats the first of `barcodes` that iOS 8 can show. Default: no. */
  readonly legacyBarcode: boolean
  /** What `${sealedBarcode}` says. Default: there is none. */
  readonly sealedBarcode?: SealedBarcodeSettings
  /** How many devices are to be expected for one pass. Default: few. */
  readonly audience: 'few' | 'many'
  /** The JSON Schema (draft 2020-12) of the values. */
  readonly values: JsonObject
  /** Values that fill the template, `serialNumber` among them. */
  readonly sample: JsonObject
}

const validator = new Validator(settingsSchema, '2020-12', false)

const refuse = (message: string): never => {
  throw new TemplateError('template/settings-invalid', `template.json: ${message}`)
}

const readIdentity = ({
  passTypeIdentifier,
  teamIdentifier,
}: JsonObject): Pick<TemplateSettings, 'passTypeIdentifier' | 'teamIdentifier'> => {
  if (!isPassTypeIdentifier(passTypeIdentifier))
    return refuse('passTypeIdentifier must begin with pass. and name a domain')
  if (!isTeamIdentifier(teamIdentifier)) return refuse('teamIdentifier must be ten capital letters and digits')
  return { passTypeIdentifier, teamIdentifier }
}

const readDefaultLanguage = (given: Json = 'en'): string =>
  typeof given === 'string' && isLanguage(given)
    ? canonicalLanguage(given)
    : refuse('defaultLanguage must be a language tag such as en or pt-BR')

/** Whatever a setting reads or gives a value for, the schema describes the value: a slip of the pen would go unnoticed. */
const assertDescribed = (settings: TemplateSettings): void => {
  const { values, locales, relevance, personalization, sealedBarcode } = settings
  const { locations } = relevance
  const described = isObject(values.properties) ? values.properties : {}
  const named = [
    ['locales.fromValue', typeof locales === 'object' && 'fromValue' in locales ? locales.fromValue : undefined],
    ['relevance.locations.near', locations && 'near' in locations ? asPath(locations.near) : undefined],
    ...Object.keys(personalization.values).map((name) => ['personalization.values', [name]] as const),
    ...sealedValues(sealedBarcode),
  ] as const
  for (const [setting, path] of named) {
    if (!path || Object.hasOwn(described, path[0])) continue
    refuse(`${setting} names "${path[0]}", which is no value of the schema`)
  }
  if (Object.hasOwn(personalization.values, 'serialNumber')) {
    refuse('personalization.values names "serialNumber", which is that of the pass and stays')
  }
}

/**
 * Checks `template.json` and fills in its defaults.
 *
 * @throws TemplateError `template/settings-invalid`, with a finding for each fault
 */
export const readSettings = (json: unknown): TemplateSettings => {
  if (!isObject(json)) return refuse('is not a JSON object')
  const { valid, errors } = validator.validate(json)
  if (!valid) {
    const findings = schemaFindings(errors, settingsSchema, 'template.json#')
    throw new TemplateError('template/settings-invalid', summary(findings), { findings })
  }
  const { name, description, locales = 'all', relevance = {}, legacyBarcode, audience, values, sample } = json
  const sealedBarcode = readSealedBarcode(json.sealedBarcode, refuse)
  const settings = {
    name: String(name),
    ...(typeof description === 'string' ? { description } : {}),
    ...readIdentity(json),
    defaultLanguage: readDefaultLanguage(json.defaultLanguage),
    locales: readLocales(locales, refuse),
    relevance: readRelevance(relevance),
    personalization: readPersonalization(json.personalization ?? {}),
    legacyBarcode: legacyBarcode === true,
    ...(sealedBarcode ? { sealedBarcode } : {}),
    audience: audience === 'many' ? ('many' as const) : ('few' as const),
    values: isObject(values) ? values : {},
    sample: isObject(sample) ? sample : {},
  }
  assertDescribed(settings)
  return settings
}
