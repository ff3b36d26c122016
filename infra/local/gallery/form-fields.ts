/** The values of a record as fields of a form, by the JSON Schema of their template, and what was filled in as a change of them. */
import { isObject, type Json, type JsonObject } from '../../../lib/core/format/json.ts'
import { memberOf, resolveSchema, wantsText } from '../../../lib/core/template/schema-node.ts'

/** A field of the form. */
export interface FormField {
  /** Its name in the form: `gate`, or `level:es` for one language of a value. */
  readonly name: string
  /** The value that it is (a part) of. */
  readonly value: string
  /** The language of the text; absent if it has one text for all. */
  readonly language?: string
  readonly label: string
  readonly hint: string
  readonly control: 'text' | 'lines' | 'number' | 'choice' | 'truth'
  /** What the record has now, or what the API did not take; `''` if there is none. */
  readonly text: string
  readonly required: boolean
  /** Of a choice. */
  readonly options: readonly string[]
}

const capital = /(?<=[a-z0-9])(?=[A-Z])/g
/** From so many characters on, a text takes several lines. */
const long = 60

/** What the schema of the values says of one of them. */
interface ValueSchema extends Pick<FormField, 'name' | 'hint' | 'required'> {
  readonly schema: JsonObject
}

/** `boardingTime` as people write it: `Boarding time`. */
const labelOf = (name: string): string => {
  const words = name.split(capital).join(' ').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const isScalar = (json: Json | undefined): json is string | number | boolean =>
  typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean'

const optionsOf = ({ enum: options }: JsonObject): readonly string[] =>
  Array.isArray(options) && options.every((option) => typeof option === 'string') ? options : []

const controlOf = (schema: JsonObject, text: string): FormField['control'] | undefined => {
  if (optionsOf(schema).length > 0) return 'choice'
  if (schema.type === 'boolean') return 'truth'
  if (schema.type === 'number' || schema.type === 'integer') return 'number'
  if (!wantsText(schema)) return undefined
  return text.length > long || text.includes('\n') ? 'lines' : 'text'
}

/** What the schema says of a value: beside a reference it stands for this value alone. */
const hintOf = (node: Json | undefined, resolved: JsonObject): string => {
  const own = memberOf(node, 'description') ?? resolved.description
  return typeof own === 'string' ? own : ''
}

const fieldsOfValue = ({ name, schema, hint, required }: ValueSchema, now: Json | undefined): readonly FormField[] => {
  const field = (text: string, language?: string): readonly FormField[] => {
    const control = controlOf(schema, text)
    if (control === undefined) return []
    const common = { value: name, hint, control, text, required, options: optionsOf(schema) }
    const label = labelOf(name)
    if (language === undefined) return [{ ...common, name, label }]
    return [{ ...common, name: `${name}:${language}`, language, label: `${label} (${language})` }]
  }
  if (now === undefined) return field('')
  if (isScalar(now)) return field(String(now))
  // A text that is given per language.
  if (!(isObject(now) && wantsText(schema))) return []
  return Object.entries(now).flatMap(([language, text]) => (typeof text === 'string' ? field(text, language) : []))
}

/**
 * The fields of a form for values; what is neither text nor number nor truth has none.
 *
 * @param first the names of the values that stand first
 */
export const formFields = (schema: JsonObject, values: JsonObject, first: readonly string[]): readonly FormField[] => {
  const properties = isObject(schema.properties) ? schema.properties : {}
  const required: readonly Json[] = Array.isArray(schema.required) ? schema.required : []
  const names = Object.keys(properties)
  const sorted = [...first.filter((name) => names.includes(name)), ...names.filter((name) => !first.includes(name))]
  return sorted.flatMap((name) => {
    const node = properties[name]
    const resolved = resolveSchema(schema, node)
    if (!resolved) return []
    const about = { name, schema: resolved, hint: hintOf(node, resolved), required: required.includes(name) }
    return fieldsOfValue(about, memberOf(values, name))
  })
}

/** What a text that was filled in stands for; null takes a value away. */
const meantBy = ({ control, required }: FormField, text: string): Json => {
  if (control === 'truth') return text === 'true'
  if (text === '' && !required) return null
  if (control !== 'number' || text.trim() === '') return text
  const number = Number(text)
  // What is no number is for the API to refuse, with the place.
  return Number.isFinite(number) ? number : text
}

/**
 * What was filled in, as a merge patch (RFC 7396) of the values: only what is another than before.
 *
 * @param filled the text of a field by its name; undefined for one that was not sent
 */
export const changeIn = (fields: readonly FormField[], filled: (name: string) => string | undefined): JsonObject => {
  const change: Record<string, Json> = {}
  for (const field of fields) {
    // Browsers write line ends of their own.
    const text = filled(field.name)?.replaceAll('\r\n', '\n')
    if (text === undefined || text === field.text) continue
    const { value, language } = field
    const before = change[value]
    change[value] =
      language === undefined
        ? meantBy(field, text)
        : { ...(isObject(before) ? before : {}), [language]: meantBy(field, text) }
  }
  return change
}
