/** JSON as the core handles it: its types, a strict reader, and the one canonical way to write it. */
import { scanJson } from './json-scanner.ts'

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json
}

/** Whether a JSON value is an object (neither null nor an array). */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads JSON from UTF-8 bytes; a byte order mark is tolerated. An object with the same name twice is refused, and so
 * are numbers beyond JavaScript's and arrays and objects nested more than 100 deep.
 *
 * @throws SyntaxError if the bytes are not UTF-8 or not such JSON; it names line and column, never what stands there
 */
export const parseJson = (bytes: Uint8Array): Json => {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch (cause) {
    throw new SyntaxError('not UTF-8 text', { cause })
  }
  scanJson(text)
  return JSON.parse(text) as Json
}

const inCodeUnitOrder = (a: string, b: string): number => {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Keys in the order of canonical JSON: by UTF-16 code unit (RFC 8785 section 3.2.3). */
export const sortedKeys = (object: object): string[] => Object.keys(object).sort(inCodeUnitOrder)

/**
 * JSON without white space and with sorted keys, so that equal values are equal text, whatever order they were
 * written in (RFC 8785; JSON.stringify already writes strings and numbers as that RFC asks).
 */
export const canonicalJson = (value: Json): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const object = value as JsonObject
  const members = sortedKeys(object).map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key] ?? null)}`)
  return `{${members.join(',')}}`
}
