/** Values given per language, `{"en": "Aisle", "es": "Pasillo"}`, wherever the schema wants text. */
import type { Finding } from '../finding.ts'
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import { fallbacks, isLanguage } from '../format/languages.ts'
import { pointerTo } from '../format/pointer.ts'

const stepInto = (root: JsonObject, node: Json | undefined): JsonObject | undefined => {
  let at = node
  // A chain of references that never ends would be a broken schema; a few steps are plenty.
  for (let steps = 0; isObject(at) && typeof at.$ref === 'string' && steps < 8; steps++) {
    const path = at.$ref.split('/').slice(1)
    at = path.reduce<Json | undefined>((found, name) => (isObject(found) ? found[name] : undefined), root)
  }
  return isObject(at) ? at : undefined
}

const wantsText = (node: JsonObject): boolean => {
  const type = node.type
  return type === 'string' || (Array.isArray(type) && type.includes('string') && !type.includes('object'))
}

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
    const item = stepInto(root, node.items)
    return value.map((element: Json, index) => replace(element, item, root, choose, pointerTo(pointer, index)))
  }
  if (!isObject(value)) return value
  if (wantsText(node) && isPerLanguage(value)) return choose(value, pointer)
  const properties = node.properties
  if (!isObject(properties)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      replace(member, stepInto(root, properties[name]), root, choose, pointerTo(pointer, name)),
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

const hasObject = (value: Json): boolean =>
  typeof value === 'object' && value !== null && (!Array.isArray(value) || value.some(hasObject))

/**
 * Splits values by language. Every language that the template or any value knows gets a variant, in which each text
 * is that language's, or else that of the nearest fallback.
 *
 * @param schema the schema of the values: an object counts as "per language" only where it wants text
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
  replace(
    values,
    schema,
    schema,
    (texts, pointer) => {
      for (const language of Object.keys(texts)) known.add(language)
      if (!Object.hasOwn(texts, defaultLanguage)) findings.push(missingDefault(pointer, defaultLanguage))
      return texts
    },
    '',
  )
  if (known.size === 0) return { variants: [], findings }
  const all = [...new Set([defaultLanguage, ...languages, ...known])]
  const inLanguage = (language: string) => (texts: JsonObject) => {
    const found = fallbacks(language, defaultLanguage).find((candidate) => Object.hasOwn(texts, candidate))
    // Without the default language the values are refused; any text will do to find their other faults.
    return texts[found ?? Object.keys(texts)[0] ?? ''] ?? ''
  }
  return {
    variants: all.map((language) => ({
      language,
      values: replace(values, schema, schema, inLanguage(language), '') as JsonObject,
    })),
    findings,
  }
}
