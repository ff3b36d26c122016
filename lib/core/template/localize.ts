/** From one rendering per language to one pass: texts that differ become lookup keys into `pass.strings`. */
import { sha256 } from '@noble/hashes/sha2.js'
import { hex, utf8 } from '../bytes.ts'
import { ValuesError } from '../errors.ts'
import { documented, type Finding, summary } from '../finding.ts'
import { canonicalJson, isObject, type Json } from '../format/json.ts'
import { isLocalizable } from '../format/localizable.ts'
import { pointerTo } from '../format/pointer.ts'

/** `pass.json` as rendered for one language. */
export interface LanguageRendering {
  readonly language: string
  readonly pass: Json
}

/** One `pass.json` for all languages, and the texts that its lookup keys stand for: language to key to text. */
export interface Localized {
  readonly pass: Json
  readonly texts: ReadonlyMap<string, Map<string, string>>
}

/**
 * The lookup key of a text: its place and a hash of its translations. The hash makes the key change with the text, so
 * that a device which compares fields sees the change.
 */
const lookupKey = (pointer: string, texts: readonly string[]): string =>
  `${pointer}#${hex(sha256(utf8(canonicalJson(texts)))).slice(0, 8)}`

const notLocalizable = (pointer: string): Finding => ({
  code: 'value-not-localizable',
  severity: 'error',
  path: pointer,
  message: 'the text differs between the languages, but Wallet does not look it up in pass.strings',
  fix: 'use values that are the same in all languages here',
  source: documented('https://developer.apple.com/documentation/walletpasses/creating-the-source-for-a-pass'),
})

class Merger {
  readonly texts: ReadonlyMap<string, Map<string, string>>
  readonly findings: Finding[] = []
  readonly #languages: readonly string[]

  constructor(languages: readonly string[]) {
    this.#languages = languages
    this.texts = new Map(languages.map((language) => [language, new Map()]))
  }

  /** Merges what stands at one place in each language; `first` is the default language's. */
  merge(variants: readonly Json[], pointer: string): Json {
    const [first = null, ...others] = variants
    if (others.every((other) => other === first)) return first
    if (variants.every((variant) => typeof variant === 'string')) return this.#text(variants, pointer)
    if (Array.isArray(first)) return this.#array(first, variants, pointer)
    if (isObject(first)) {
      const members = Object.entries(first).map(([name]) => {
        const inEach = variants.map((variant) => (isObject(variant) ? (variant[name] ?? null) : null))
        return [name, this.merge(inEach, pointerTo(pointer, name))]
      })
      return Object.fromEntries(members)
    }
    this.findings.push(notLocalizable(pointer))
    return first
  }

  #array(first: readonly Json[], variants: readonly Json[], pointer: string): Json {
    return first.map((_, index) => {
      const inEach = variants.map((variant) =>
        Array.isArray(variant) ? ((variant[index] as Json | undefined) ?? null) : null,
      )
      return this.merge(inEach, pointerTo(pointer, index))
    })
  }

  #text(variants: readonly string[], pointer: string): string {
    if (!isLocalizable(pointer)) this.findings.push(notLocalizable(pointer))
    const key = lookupKey(pointer, variants)
    this.#languages.forEach((language, index) => {
      this.texts.get(language)?.set(key, variants[index] ?? '')
    })
    return key
  }
}

/**
 * Merges the renderings of all languages, the default language's first.
 *
 * @throws ValuesError `values/not-fillable` where a text differs that Wallet does not localize (a barcode, a date)
 */
export const localize = (renderings: readonly LanguageRendering[]): Localized => {
  const merger = new Merger(renderings.map(({ language }) => language))
  const pass = merger.merge(
    renderings.map((rendering) => rendering.pass),
    '',
  )
  if (merger.findings.length > 0) {
    throw new ValuesError(
      'values/not-fillable',
      `a value given per language stands where Wallet needs one text for all: ${summary(merger.findings)}`,
      {
        findings: merger.findings,
      },
    )
  }
  return { pass, texts: merger.texts }
}
