/** Which parts of a record a write changed, by their names. */
import { canonicalJson, type JsonObject } from '../../core/format/json.ts'
import type { PassRecord } from '../../ports/records.ts'

const most = 20
const longestName = 100

const texts = (object: JsonObject): ReadonlyMap<string, string> =>
  new Map(Object.entries(object).map(([name, value]) => [name, canonicalJson(value)]))

const hashes = ({ images }: PassRecord): ReadonlyMap<string, string> =>
  new Map(Object.entries(images).map(([name, { sha256 }]) => [name, sha256]))

const differing = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name))
    .sort()
    .slice(0, most)
    .map((name) => Array.from(name).slice(0, longestName).join(''))

/**
 * The names of the values that differ between two revisions of a record, those at the top level, sorted: the first 20,
 * and of each the first 100 characters.
 */
export const changedValues = (before: PassRecord, after: PassRecord): readonly string[] =>
  differing(texts(before.values), texts(after.values))

/** The file names of the record's own images that differ, in the same way. */
export const changedImages = (before: PassRecord, after: PassRecord): readonly string[] =>
  differing(hashes(before), hashes(after))
