/** JSON as the core handles it: its types, a strict reader, and the one canonical way to write it. */
import { scanJson } from './json-scanner.ts'

/** Any JSON value. A whole number that JavaScript's numbers would not keep exactly is a `bigint` where it has to survive. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json
}

/** A JSON value that is text; `''` for any other. */
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** Whether a JSON value is an object (neither null nor an array). */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const decoder = new TextDecoder('utf-8', { fatal: true })

const decode = (bytes: Uint8Array): string => {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new SyntaxError('not UTF-8 text', { cause })
  }
}

/**
 * Reads JSON from UTF-8 bytes; a byte order mark is tolerated. An object with the same name twice is refused, and so
 * are numbers beyond JavaScript's and arrays and objects nested more than 100 deep.
 *
 * @throws SyntaxError if the bytes are not UTF-8 or not such JSON; it names line and column, never what stands there
 */
export const parseJson = (bytes: Uint8Array): Json => {
  const text = decode(bytes)
  scanJson(text)
  return JSON.parse(text) as Json
}

const beginnings = /exactly(\d+)is/g

/** A beginning that no text of a JSON value has. Letters and digits stand in JSON as they are, so the search is sound. */
const unusedBeginning = (text: string): string => {
  const written = JSON.stringify(JSON.parse(text))
  const used = new Set(Array.from(written.matchAll(beginnings), ([, number]) => number))
  let number = 0
  while (used.has(`${number}`)) number++
  return `exactly${number}is`
}

/**
 * Like {@link parseJson}, but whole numbers that a number of JavaScript's does not keep exactly, those beyond 2^53 - 1,
 * are read as `bigint`.
 *
 * @throws SyntaxError as `parseJson`
 */
export const parseExactJson = (bytes: Uint8Array): Json => {
  const text = decode(bytes)
  const large = scanJson(text)
  if (large.length === 0) return JSON.parse(text) as Json
  const beginning = unusedBeginning(text)
  let marked = ''
  let at = 0
  for (const [start, end] of large) {
    marked += `${text.slice(at, start)}"${beginning}${text.slice(start, end)}"`
    at = end
  }
  const revive = (_: string, value: unknown): unknown =>
    typeof value === 'string' && value.startsWith(beginning) ? BigInt(value.slice(beginning.length)) : value
  return JSON.parse(marked + text.slice(at), revive) as Json
}

const inCodeUnitOrder = (a: string, b: string): number => {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Keys in the order of canonical JSON: by UTF-16 code unit (RFC 8785 section 3.2.3). */
export const sortedKeys = (object: object): string[] => Object.keys(object).sort(inCodeUnitOrder)

/**
 * JSON without white space and with sorted keys, so that equal values are equal text, whatever order they were
 * written in (RFC 8785; JSON.stringify already writes strings and numbers as that RFC asks). Whole numbers that are
 * `bigint` are written with all their digits, which that RFC leaves to texts.
 */
export const canonicalJson = (value: Json): string => {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const object = value as JsonObject
  const members = sortedKeys(object).map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key] ?? null)}`)
  return `{${members.join(',')}}`
}
