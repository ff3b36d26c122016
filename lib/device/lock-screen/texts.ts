/** The texts of a pass in the language that the device is set to. */
import type { Bytes } from '../../core/bytes.ts'
import type { Json } from '../../core/format/json.ts'
import { canonicalLanguage, fallbacks } from '../../core/format/languages.ts'
import type { Strings } from '../../core/format/strings.ts'
import { localizationOf } from '../../core/preflight/localization.ts'

const primary = (language: string): string => language.split('-')[0] ?? ''

/**
 * The language of a pass that is shown to somebody: theirs, one without its region or script, another of the same tongue,
 * English, or the first that there is. A pass with a single language is shown in that one to everybody.
 */
const chosen = (language: string, offered: readonly string[]): string | undefined => {
  const wanted = canonicalLanguage(language)
  const named = (tag: string): string | undefined => offered.find((folder) => canonicalLanguage(folder) === tag)
  for (const tag of fallbacks(wanted, wanted)) if (named(tag) !== undefined) return named(tag)
  const sameTongue = offered.find((folder) => primary(canonicalLanguage(folder)) === primary(wanted))
  return sameTongue ?? named('en') ?? [...offered].sort()[0]
}

/**
 * Looks texts up: what `pass.strings` of the chosen language has for a text, or the text itself.
 *
 * @param files of the pass, by path
 */
export const lookUpIn = (files: ReadonlyMap<string, Bytes>, language: string): ((text: string) => string) => {
  const { texts } = localizationOf(files)
  const folder = chosen(
    language,
    texts.map(({ language: offered }) => offered),
  )
  const strings: Strings | undefined = texts.find(({ language: offered }) => offered === folder)?.entries
  return (text) => strings?.get(text) ?? text
}

/** The text that a value stands for; undefined if it is no text. */
export const textOf = (value: Json | undefined, lookUp: (text: string) => string): string | undefined =>
  typeof value === 'string' ? lookUp(value) : undefined
