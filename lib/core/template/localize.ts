/** From one rendering per language to one pass: texts that differ become lookup keys into `pass.strings`. */
import { sha256 } from '@noble/hashes/sha2.js'
import { hex, utf8 } from '../bytes.ts'
import { ValuesError } from '../errors.ts'
import { documented, type Finding, summary } from '../finding.ts'
import { canonicalJson, isObject, type Json, type JsonObject } from '../format/json.ts'
import { isLocalizable } from '../format/localizable.ts'
import { pointerTo } from '../format/pointer.ts'

/** A JSON file of a pass, in which Wallet looks some texts up. */
export interface LocalizableFile {
  readonly name: string
  /** Whether the text that a JSON pointer names may be a lookup key. */
  readonly isLocalizable: (pointer: string) => boolean
  /** What stands before the pointers in lookup keys, to tell them from those of other files. */
  readonly keyPrefix: string
}

/** `pass.json`. */
export const passFile: LocalizableFile = { name: 'pass.json', isLocalizable, keyPrefix: '' }

/** A file as rendered for one language. */
export interface LanguageRendering {
  readonly language: string
  readonly json: Json
}

/** One file for all languages, and the texts that its lookup keys stand for: language to key to text. */
export interface Localized {
  readonly json: Json
  readonly texts: ReadonlyMap<string, Map<string, string>>
}

/**
 * The lookup key of a text: its place and a hash of its translations. The hash makes the key change with the text, so
 * that a device which compares fields sees the change.
 */
const lookupKey = (pointer: string, texts: readonly string[]): string =>
  `${pointer}#${hex(sha256(utf8(canonicalJson(texts)))).slice(0, 8)}`

const creatingAPass = documented(
  'https://developer.apple.com/documentation/walletpasses/creating-the-source-for-a-pass',
)

const finding = (code: string, path: string, message: string, fix: string): Finding => ({
  code,
  severity: 'error',
  path,
  message,
  fix,
  source: creatingAPass,
})

const notLocalizable = (path: string): Finding =>
  finding(
    'value-not-localizable',
    path,
    'the content differs between the languages, but Wallet does not look it up in pass.strings',
    'use values that are the same in all languages here',
  )

const structureDiffers = (path: string): Finding =>
  finding(
    'structure-differs',
    path,
    'has other parts in one language than in another, but a pass has the same parts in all',
    'let no value that is given per language decide what is there, only what it says',
  )

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

const sameKeys = (a: JsonObject, b: JsonObject): boolean => {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key))
}

class Merger {
  readonly texts: ReadonlyMap<string, Map<string, string>>
  readonly findings: Finding[] = []
  readonly #languages: readonly string[]
  readonly #file: LocalizableFile

  constructor(languages: readonly string[], file: LocalizableFile) {
    this.#languages = languages
    this.#file = file
    this.texts = new Map(languages.map((language) => [language, new Map()]))
  }

  /** Merges what stands at one place in each language; the first is the default language's. */
  merge(variants: readonly Json[], pointer: string): Json {
    const [first = null, ...others] = variants
    if (others.every((other) => other === first)) return first
    if (variants.every((variant) => typeof variant === 'string')) return this.#text(variants, pointer)
    if (isList(first)) return this.#list(first, variants, pointer)
    if (isObject(first)) return this.#object(first, variants, pointer)
    // Text and list, text and nothing: more than a text differs.
    const isScalar = variants.every((variant) => typeof variant !== 'object')
    this.findings.push((isScalar ? notLocalizable : structureDiffers)(this.#place(pointer)))
    return first
  }

  #list(first: readonly Json[], variants: readonly Json[], pointer: string): Json {
    if (!variants.every((variant) => isList(variant) && variant.length === first.length)) {
      this.findings.push(structureDiffers(this.#place(pointer)))
      return first
    }
    const lists = variants.filter(isList)
    return first.map((_, index) => {
      const inEach = lists.map((list) => list[index] ?? null)
      return this.merge(inEach, pointerTo(pointer, index))
    })
  }

  #object(first: JsonObject, variants: readonly Json[], pointer: string): Json {
    if (!variants.every((variant) => isObject(variant) && sameKeys(first, variant))) {
      this.findings.push(structureDiffers(this.#place(pointer)))
      return first
    }
    const objects = variants.filter((variant) => isObject(variant))
    const members = Object.keys(first).map((name) => {
      const inEach = objects.map((object) => object[name] ?? null)
      return [name, this.merge(inEach, pointerTo(pointer, name))]
    })
    return Object.fromEntries(members)
  }

  #place(pointer: string): string {
    return `${this.#file.name}#${pointer}`
  }

  #text(variants: readonly string[], pointer: string): string {
    const { isLocalizable: looksUp, keyPrefix } = this.#file
    if (!looksUp(pointer)) this.findings.push(notLocalizable(this.#place(pointer)))
    const key = lookupKey(keyPrefix + pointer, variants)
    this.#languages.forEach((language, index) => {
      this.texts.get(language)?.set(key, variants[index] ?? '')
    })
    return key
  }
}

/**
 * Merges the renderings of a file in all languages, the default language's first.
 *
 * @throws ValuesError `values/not-fillable` where a text differs that Wallet does not localize (a barcode, a date), or
 *   where there is something in one language that is not in another (a field, an element, a member)
 */
export const localize = (renderings: readonly LanguageRendering[], file: LocalizableFile): Localized => {
  const merger = new Merger(
    renderings.map(({ language }) => language),
    file,
  )
  const variants = renderings.map((rendering) => rendering.json)
  const json = merger.merge(variants, '')
  const { findings, texts } = merger
  if (findings.length === 0) return { json, texts }
  const message = `a value given per language changes more than a text that Wallet looks up: ${summary(findings)}`
  throw new ValuesError('values/not-fillable', message, { findings })
}
