/** The texts of a pass in the language that the device is set to. */
import type { Bytes } from '../../bytes.ts'
import type { Json } from '../../format/json.ts'
import { canonicalLanguage, fallbacks, isLanguage } from '../../format/languages.ts'
import type { Strings } from '../../format/strings.ts'
import { localizationOf } from '../../preflight/localization.ts'
import { cutText } from '../text/characters.ts'
import { cleanText } from '../text/clean.ts'

const primary = (language: string): string => language.split('-')[0] ?? ''

/** What a language is written in: browsers ask for `zh-TW`, folders are called `zh-Hant`. */
const scriptOf = (language: string): string | undefined =>
  isLanguage(language) ? new Intl.Locale(language).maximize().script : undefined

/**
 * The language of a pass that is shown to somebody: theirs, one without its region or script, another of the same tongue, in
 * the same script if there is one, English, or the first that there is. A pass with a single language is shown in that one to everybody.
 */
export const chosenLanguage = (language: string, offered: readonly string[]): string | undefined => {
  const wanted = canonicalLanguage(language)
  const named = (tag: string): string | undefined => offered.find((folder) => canonicalLanguage(folder) === tag)
  for (const tag of fallbacks(wanted, wanted)) if (named(tag) !== undefined) return named(tag)
  const sameTongue = offered.filter((folder) => primary(canonicalLanguage(folder)) === primary(wanted))
  const sameScript = sameTongue.find((folder) => scriptOf(folder) === scriptOf(wanted))
  return sameScript ?? sameTongue[0] ?? named('en') ?? [...offered].sort()[0]
}

const languageOf = (files: ReadonlyMap<string, Bytes>, language: string): string | undefined =>
  chosenLanguage(
    language,
    localizationOf(files).texts.map(({ language: offered }) => offered),
  )

/**
 * Looks texts up: what `pass.strings` of the chosen language has for a text, or the text itself.
 *
 * @param files of the pass, by path
 */
export const lookUpIn = (files: ReadonlyMap<string, Bytes>, language: string): ((text: string) => string) => {
  const folder = languageOf(files, language)
  const { texts } = localizationOf(files)
  const strings: Strings | undefined = texts.find(({ language: offered }) => offered === folder)?.entries
  return (text) => strings?.get(text) ?? text
}

/** The text that a value stands for; undefined if it is no text. */
export const textOf = (value: Json | undefined, lookUp: (text: string) => string): string | undefined =>
  typeof value === 'string' ? lookUp(value) : undefined

/** The language that a pass's texts are shown in: one that it has, or the viewer's if it has none. */
export const shownLanguage = (files: ReadonlyMap<string, Bytes>, language: string): string => {
  const folder = languageOf(files, language)
  return folder !== undefined && isLanguage(folder) ? canonicalLanguage(folder) : language
}

/** Reads a text as a viewer sees it: looked up, at most so long, without what cannot be drawn; `''` for what is no text. */
export type TextReader = (value: unknown) => string

/** A {@link TextReader} for texts of at most so many UTF-16 code units. */
export const textReader =
  (lookUp: (text: string) => string, most: number): TextReader =>
  (value) =>
    typeof value === 'string' ? cleanText(cutText(lookUp(value), most)) : ''
