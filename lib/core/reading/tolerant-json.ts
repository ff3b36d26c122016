/** Reads JSON as people and tools write it, and says what is wrong with it. */
import type { Finding, Profile } from '../finding.ts'
import { decodeText } from '../format/decode-text.ts'
import type { Json } from '../format/json.ts'
import { findingOf } from './explained-finding.ts'
import { jsonExplanations } from './json-explanations.ts'
import { type JsonFault, JsonFaultList } from './json-fault-list.ts'
import { JsonReader } from './json-reader.ts'

/** What a text says, as far as it can be read, and what is wrong with it. */
export interface TolerantJson {
  /**
   * Undefined if the text cannot be read to its end. Of two members of one name it has the first, as Apple's parser; a whole
   * number that a number of JavaScript's does not keep exactly is a `bigint`.
   */
  readonly value: Json | undefined
  /** In the order of the text, at most 50. */
  readonly faults: readonly JsonFault[]
}

const largest = 8 * 1024 * 1024

/**
 * Reads JSON from UTF-8 or UTF-16 of either byte order, with or without a byte order mark. Comments, trailing and missing
 * commas, names that stand twice, control characters, wrong escapes and odd numbers are told of and read on. Never throws;
 * its work is proportional to the bytes, of which it takes at most 8 MiB, nested at most 100 deep.
 */
export const readTolerantJson = (bytes: Uint8Array): TolerantJson => {
  if (bytes.length > largest) {
    const message = `the file has ${bytes.length} bytes, more than ${largest}`
    return { value: undefined, faults: [{ code: 'json-too-large', message, line: 1, column: 1 }] }
  }
  const { text, encoding, marked, brokenAt } = decodeText(bytes)
  const list = new JsonFaultList(text)
  if (encoding !== 'utf-8') list.add('json-utf-16', `the file is ${encoding.toUpperCase()}, not UTF-8`, 0)
  else if (marked) list.add('json-byte-order-mark', 'the file begins with a byte order mark', 0)
  if (brokenAt !== undefined)
    list.add('json-encoding', `the bytes here are no character of ${encoding.toUpperCase()}`, brokenAt)
  const value = new JsonReader(text, list).read()
  return { value, faults: list.faults }
}

/** The faults of a JSON file of the package as findings. */
export const jsonFindings = (path: string, faults: readonly JsonFault[], profile: Profile): readonly Finding[] =>
  faults.map(({ code, message, line, column }) =>
    findingOf(jsonExplanations, code, profile, path, `line ${line}, column ${column}: ${message}`),
  )
