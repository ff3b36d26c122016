/**
 * Values given per language, `{"en": "Aisle", "es": "Pasillo"}`, where the schema wants text.
 *
 * Recognised is an object of texts whose names are language tags, at a place that the schema gives `"type": "string"`
 * (or a list of types with `string` and without `object`): directly, through a `$ref` within the schema (`#/$defs/x`),
 * and inside of objects (`properties`) and arrays (`items`). Below `anyOf`, `oneOf`, `allOf`, `if`, `prefixItems`,
 * `patternProperties` and `additionalProperties` nothing is.
 */
import type { Finding } from '../finding.ts'
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import { canonicalLanguage, fallbacks, isLanguage } from '../format/languages.ts'
import { pointerTo } from '../format/pointer.ts'
import { memberOf, resolveSchema, wantsText } from './schema-node.ts'

const isPerLanguage = (value: JsonObject): boolean => {
  const languages = Object.keys(value)
  return (
    languages.length > 0 && languages.every((language) => isLanguage(language) && typeof value[language] === 'string')
  )
}

/** A choice for one text that is given per language. */
type Choose = (texts: JsonObject, pointer: string) => Json

const replace = (
  value: Json,
  node: JsonObject | undefined,
  root: JsonObject,
  choose: Choose,
  pointer: string,
): Json => {
  if (!node || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const item = resolveSchema(root, node.items)
    return value.map((element: Json, index) => replace(element, item, root, choose, pointerTo(pointer, index)))
  }
  if (!isObject(value)) return value
  if (wantsText(node) && isPerLanguage(value)) return choose(value, pointer)
  const properties = node.properties
  if (!isObject(properties)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      replace(member, resolveSchema(root, memberOf(properties, name)), root, choose, pointerTo(pointer, name)),
    ]),
  )
}

/** Values in one language. */
export interface LanguageValues {
  readonly language: string
  readonly values: JsonObject
}

/** Values taken apart by language. `variants` is empty if no value is given per language. */
export interface SplitValues {
  readonly variants: readonly LanguageValues[]
  readonly findings: readonly Finding[]
}

const missingDefault = (pointer: string, language: string): Finding => ({
  code: 'value-language-missing',
  severity: 'error',
  path: pointerTo(pointer, language),
  message: `the text is not given in ${language}, the template's default language`,
  fix: `give it in ${language} too; other languages fall back to it`,
  source: { kind: 'template' },
})

const duplicate = (pointer: string, language: string): Finding => ({
  code: 'value-language-duplicate',
  severity: 'error',
  path: pointerTo(pointer, language),
  message: 'the language is given twice; the tags differ only in upper and lower case',
  fix: 'give one text for each language',
  source: { kind: 'template' },
})

/** Spells the languages of texts in the usual way, and finds those that are there twice or not at all. */
const normalise = (texts: JsonObject, pointer: string, defaultLanguage: string, findings: Finding[]): JsonObject => {
  const normal = new Map<string, Json>()
  for (const [tag, text] of Object.entries(texts)) {
    const language = canonicalLanguage(tag)
    if (normal.has(language)) findings.push(duplicate(pointer, tag))
    normal.set(language, text)
  }
  if (!normal.has(defaultLanguage)) findings.push(missingDefault(pointer, defaultLanguage))
  return Object.fromEntries(normal)
}

const hasObject = (value: Json): boolean =>
  typeof value === 'object' && value !== null && (!Array.isArray(value) || value.some(hasObject))

/**
 * Splits values by language. Every language that the template or any value knows gets a variant, in which each text
 * is that language's, or else that of the nearest fallback. Languages are told apart without regard to upper and lower
 * case.
 *
 * @param schema the schema of the values, which was followed before: no reference in it is endless
 * @param languages the languages of the template
 */
export const splitByLanguage = (
  values: JsonObject,
  schema: JsonObject,
  languages: readonly string[],
  defaultLanguage: string,
): SplitValues => {
  if (!Object.values(values).some(hasObject)) return { variants: [], findings: [] }
  const known = new Set<string>()
  const findings: Finding[] = []
  const take = (texts: JsonObject, pointer: string): JsonObject => {
    const normal = normalise(texts, pointer, defaultLanguage, findings)
    for (const language of Object.keys(normal)) known.add(language)
    return normal
  }
  const normal = replace(values, schema, schema, take, '')
  if (known.size === 0) return { variants: [], findings }
  const inLanguage = (language: string) => (texts: JsonObject) => {
    const found = fallbacks(language, defaultLanguage).find((candidate) => Object.hasOwn(texts, candidate))
    // Without the default language the values are refused; any text will do to find their other faults.
    return texts[found ?? Object.keys(texts)[0] ?? ''] ?? ''
  }
  const all = [...new Set([defaultLanguage, ...languages, ...known])]
  return {
    variants: all.map((language) => ({
      language,
      values: replace(normal, schema, schema, inLanguage(language), '') as JsonObject,
    })),
    findings,
  }
}
