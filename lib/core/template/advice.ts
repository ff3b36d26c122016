/** What is worth knowing of a template that works: parts of no use, and records that it will not be able to fill. */
import type { Bytes } from '../bytes.ts'
import { TemplateError, ValuesError } from '../errors.ts'
import type { Finding } from '../finding.ts'
import { isObject, type Json, type JsonObject, parseExactJson } from '../format/json.ts'
import { isLanguage, localizedPath } from '../format/languages.ts'
import { pointerTo } from '../format/pointer.ts'
import { readStrings } from '../format/strings.ts'
import { adviceExplanations } from './explanations.ts'
import { collectFiles, type Files } from './files.ts'
import { type Names, takeNames } from './names.ts'
import { sealedValues } from './sealed-barcode-settings.ts'
import type { TemplateSettings } from './settings.ts'
import type { Template } from './template.ts'

type AdviceCode = (typeof adviceExplanations)[number]['code']

const advice = (code: AdviceCode, path: string, message: string): Finding[] =>
  adviceExplanations
    .filter((row) => row.code === code)
    .map(({ severity, fix, source }) => ({ code, severity, path, message, fix, source }))

const jsonOf = (bytes: Bytes | undefined): Json => {
  try {
    return bytes ? parseExactJson(bytes) : null
  } catch {
    return null
  }
}

const textsOf = (bytes: Bytes): Json => {
  try {
    return [...readStrings(bytes).values()]
  } catch {
    return null
  }
}

const ofReserved = ['serialNumber', 'webServiceURL', 'authenticationToken', 'sealedBarcode']

const namesIn = (files: ReadonlyMap<string, Bytes>, settings: TemplateSettings): Names => {
  const names: Names = { read: new Set(), made: new Set() }
  for (const path of ['pass.json', 'personalization.json']) takeNames(jsonOf(files.get(path)), names)
  for (const [path, bytes] of files) {
    if (localizedPath(path)?.name === 'pass.strings') takeNames(textsOf(bytes), names)
  }
  const { locales, relevance, sealedBarcode } = settings
  if (typeof locales === 'object' && 'fromValue' in locales) names.read.add(locales.fromValue[0])
  if (relevance.locations && 'near' in relevance.locations) takeNames({ $eval: relevance.locations.near }, names)
  for (const [, [name]] of sealedValues(sealedBarcode)) names.read.add(name)
  return names
}

const hasAlternatives = (schema: JsonObject): boolean =>
  ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'patternProperties', 'dependentSchemas'].some((key) => key in schema)

const nameAdvice = (files: ReadonlyMap<string, Bytes>, settings: TemplateSettings): Finding[] => {
  const { values } = settings
  const described = Object.keys(isObject(values.properties) ? values.properties : {})
  const { read, made } = namesIn(files, settings)
  const unused = described
    .filter((name) => !(read.has(name) || name === 'serialNumber'))
    .flatMap((name) =>
      advice('value-unused', pointerTo('template.json#/values/properties', name), `nothing uses the value "${name}"`),
    )
  const known = new Set([...described, ...made, ...ofReserved])
  const undeclared = hasAlternatives(values) ? [] : [...read].filter((name) => !known.has(name))
  const isIdle = settings.sealedBarcode !== undefined && !read.has('sealedBarcode')
  return [
    ...unused,
    ...(isIdle ? advice('setting-unused', 'template.json#/sealedBarcode', 'nothing uses ${sealedBarcode}') : []),
    ...undeclared.flatMap((name) =>
      advice('placeholder-undeclared', 'template.json#/values', `a placeholder uses "${name}", which is not described`),
    ),
  ]
}

/** The sample as a record that leaves out whatever it may. */
const leastSample = ({ values, sample }: TemplateSettings): JsonObject => {
  const required = new Set<Json>(Array.isArray(values.required) ? (values.required as readonly Json[]) : [])
  return Object.fromEntries(Object.entries(sample).filter(([name]) => name === 'serialNumber' || required.has(name)))
}

const optionalAdvice = (template: Template): Finding[] => {
  try {
    template.fill(leastSample(template.settings))
    return []
  } catch (cause) {
    if (!(cause instanceof ValuesError)) throw cause
    // A schema may ask for one of several values: then nobody knows which may be left out.
    if (cause.code !== 'values/not-fillable') return []
    return cause.findings.flatMap(({ path, message }) =>
      advice('value-optional-unguarded', path, `cannot be filled without the optional values: ${message}`),
    )
  }
}

const languageAdvice = (paths: readonly string[], { defaultLanguage, locales }: TemplateSettings): Finding[] => {
  const folders = new Set(paths.flatMap((path) => localizedPath(path)?.language ?? []).filter(isLanguage))
  const hasTexts = (language: string) => paths.includes(`${language}.lproj/pass.strings`)
  const lacksDefault = !hasTexts(defaultLanguage) && [...folders].some(hasTexts)
  const absentees = Array.isArray(locales)
    ? (locales as readonly string[]).filter((language) => language !== defaultLanguage && !folders.has(language))
    : []
  return [
    ...(lacksDefault
      ? advice(
          'language-default-missing',
          `${defaultLanguage}.lproj/pass.strings`,
          `there are texts in ${[...folders].filter(hasTexts).join(', ')}, but none in ${defaultLanguage}, the default language`,
        )
      : []),
    ...absentees.flatMap((language) =>
      advice('setting-unused', 'template.json#/locales', `the template has no folder ${language}.lproj`),
    ),
  ]
}

const settingAdvice = (keys: ReadonlySet<string>, { relevance, legacyBarcode }: TemplateSettings): Finding[] => {
  const unmet = [
    { is: relevance.locations, place: 'relevance/locations', needs: 'locations' },
    { is: relevance.beacons, place: 'relevance/beacons', needs: 'beacons' },
    { is: legacyBarcode, place: 'legacyBarcode', needs: 'barcodes' },
  ].filter(({ is, needs }) => is && !keys.has(needs))
  return unmet.flatMap(({ place, needs }) =>
    advice('setting-unused', `template.json#/${place}`, `pass.json has no "${needs}"`),
  )
}

/**
 * What is worth knowing of a template that compiles; none of it is an error.
 *
 * @param files those that the template was compiled of
 * @throws TemplateError `template/file-refused` for files that no template may have
 */
export const templateAdvice = (files: Files, template: Template): readonly Finding[] => {
  const { settings } = template
  const collected = collectFiles(files, (message) => new TemplateError('template/file-refused', message))
  const pass = jsonOf(collected.get('pass.json'))
  return [
    ...nameAdvice(collected, settings),
    ...optionalAdvice(template),
    ...languageAdvice([...collected.keys()], settings),
    ...settingAdvice(new Set(Object.keys(isObject(pass) ? pass : {})), settings),
  ]
}
