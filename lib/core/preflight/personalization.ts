/** Reads `personalization.json`, which makes a pass ask its holder for a name or an address. */
import type { Bytes } from '../bytes.ts'
import { isObject, type JsonObject, parseJson } from '../format/json.ts'

/** The file of a personalizable pass. */
export const personalizationName = 'personalization.json'

/** What the file says, or what is wrong with it. */
export interface ReadPersonalization {
  readonly json?: JsonObject
  readonly fault?: string
}

const read = (bytes: Bytes): ReadPersonalization => {
  try {
    const json = parseJson(bytes)
    return isObject(json) ? { json } : { fault: 'is not a JSON object' }
  } catch (cause) {
    return { fault: `is not valid JSON: ${cause instanceof Error ? cause.message : 'unreadable'}` }
  }
}

const known = new WeakMap<Uint8Array, ReadPersonalization>()

/** Reads the file, once for the same bytes; undefined for a pass without one. */
export const readPersonalization = (files: ReadonlyMap<string, Bytes>): ReadPersonalization | undefined => {
  const bytes = files.get(personalizationName)
  if (!bytes) return undefined
  const before = known.get(bytes) ?? read(bytes)
  known.set(bytes, before)
  return before
}
