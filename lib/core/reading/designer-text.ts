/** What Pass Designer wrote, in a form in which a template takes it for plain text. */
import { type Bytes, utf8 } from '../bytes.ts'
import { canonicalJson, isObject, type Json, type JsonObject, parseJson } from '../format/json.ts'
import { readStrings, writeStrings } from '../format/strings.ts'
import { isPersonalization } from '../template/personalization.ts'

const placeholder = '${'

// Not replaceAll, to which two dollar signs mean one.
const literalText = (text: string): string => text.split(placeholder).join('$${')

/** A key that begins with a dollar sign would be an operator of the template. */
const literalKey = (key: string): string => literalText(key.startsWith('$') ? `$${key}` : key)

/**
 * The same JSON, with nothing in it that a template would take for a placeholder but those that are meant as such, and
 * without the `_id` by which Pass Designer tells items apart.
 */
export const literalJson = (json: Json, isMeant: (object: JsonObject) => boolean): Json => {
  if (typeof json === 'string') return literalText(json)
  if (Array.isArray(json)) return json.map((item: Json) => literalJson(item, isMeant))
  if (!isObject(json) || isMeant(json)) return json
  const members = Object.entries<Json>(json).filter(([key]) => key !== '_id')
  return Object.fromEntries(members.map(([key, value]) => [literalKey(key), literalJson(value, isMeant)]))
}

const literalStrings = (bytes: Bytes): Bytes => {
  const strings = readStrings(bytes)
  if (![...strings.values()].some((text) => text.includes(placeholder))) return bytes
  return writeStrings(new Map(Array.from(strings, ([key, text]) => [key, literalText(text)])))
}

const dollar = 0x24

const literalForm = (bytes: Bytes): Bytes =>
  bytes.includes(dollar) ? utf8(canonicalJson(literalJson(parseJson(bytes), () => false))) : bytes

/**
 * The same file of the package: strings files and the form of personalizable passes are templates too. One that cannot be
 * read stays as it is: whoever compiles the template says why.
 */
export const literalFile = (path: string, bytes: Bytes): Bytes => {
  try {
    if (path.endsWith('.strings')) return literalStrings(bytes)
    return isPersonalization(path) ? literalForm(bytes) : bytes
  } catch (cause) {
    if (cause instanceof SyntaxError) return bytes
    throw cause
  }
}
