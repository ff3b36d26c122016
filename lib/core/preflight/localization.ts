/** The languages of a package: their folders, the texts in them, and what of the pass is looked up there. */
import type { Bytes } from '../bytes.ts'
import type { Json, JsonObject } from '../format/json.ts'
import { isJunk } from '../format/junk.ts'
import { localizedPath, stringsPath } from '../format/languages.ts'
import { readStringsTolerantly, type StringsReading } from '../format/strings.ts'

/** The texts of one language. */
export interface LanguageTexts extends StringsReading {
  readonly language: string
  /** Where they stand. */
  readonly path: string
  /** Whether the file could be read to its end, so that what is not among its entries is not there. */
  readonly whole: boolean
}

/** What a package has for its languages. */
export interface Localization {
  /** The languages that have a folder, as the folders are named, and the names of the files in each. */
  readonly folders: ReadonlyMap<string, ReadonlySet<string>>
  /** The texts, for the languages that have any. */
  readonly texts: readonly LanguageTexts[]
}

/** Keys are texts at times; a place that is longer than this would not be read by anybody. */
const longestKey = 200

/** The place of a key in a strings file, as findings name it. */
export const keyPath = (path: string, key: string): string => `${path}#${key.slice(0, longestKey)}`

const readings = new WeakMap<Uint8Array, StringsReading>()

const readOnce = (bytes: Uint8Array): StringsReading => {
  const reading = readings.get(bytes) ?? readStringsTolerantly(bytes)
  readings.set(bytes, reading)
  return reading
}

const textsOf = (language: string, bytes: Bytes): LanguageTexts => {
  const reading = readOnce(bytes)
  const whole = !reading.faults.some(({ kind }) => kind === 'syntax' || kind === 'property-list')
  return { ...reading, language, path: stringsPath(language), whole }
}

const find = (files: ReadonlyMap<string, Bytes>): Localization => {
  const folders = new Map<string, Set<string>>()
  const texts: LanguageTexts[] = []
  for (const [path, bytes] of files) {
    const localized = isJunk(path) ? undefined : localizedPath(path)
    if (!localized) continue
    const { language, name } = localized
    const names = folders.get(language) ?? new Set()
    folders.set(language, names.add(name))
    if (name === 'pass.strings') texts.push(textsOf(language, bytes))
  }
  return { folders, texts }
}

const known = new WeakMap<ReadonlyMap<string, Bytes>, Localization>()

/** The languages of a package, found out once for the same map of files. */
export const localizationOf = (files: ReadonlyMap<string, Bytes>): Localization => {
  const before = known.get(files)
  if (before) return before
  const localization = find(files)
  known.set(files, localization)
  return localization
}

const collect = (value: Json | undefined, found: Set<string>): void => {
  if (typeof value === 'string') found.add(value)
  else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values<Json>(value)) collect(member, found)
  }
}

const allTexts = new WeakMap<JsonObject, ReadonlySet<string>>()

/** Every text of `pass.json`, whether or not Wallet looks it up: of some nobody knows. Found out once for the same pass. */
export const textsIn = (pass: JsonObject): ReadonlySet<string> => {
  const before = allTexts.get(pass)
  if (before) return before
  const found = new Set<string>()
  collect(pass, found)
  allTexts.set(pass, found)
  return found
}
