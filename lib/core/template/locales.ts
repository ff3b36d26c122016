/** Which languages a pass carries. */
import type { JsonObject } from '../format/json.ts'
import { canonicalLanguage, fallbacks } from '../format/languages.ts'
import type { LocaleSetting } from './locale-setting.ts'
import { valueAt } from './value-at.ts'

const languageOf = (tag: string): string | undefined => tag.split('-')[0]

/** Chinese of a region is written in one script or the other; its folder is named after the script. */
const scripts: Readonly<Record<string, string>> = {
  'zh-CN': 'zh-Hans',
  'zh-SG': 'zh-Hans',
  'zh-TW': 'zh-Hant',
  'zh-HK': 'zh-Hant',
  'zh-MO': 'zh-Hant',
}

/**
 * The language to show to somebody who asks for another: the same, the same without its region or script (RFC 4647
 * section 3.4), one that differs in region or script only, or the default language.
 */
const nearest = (asked: string, available: readonly string[], defaultLanguage: string): string => {
  // Other systems write es_MX.
  const tag = canonicalLanguage(asked.trim().replaceAll('_', '-'))
  const exact = [tag, scripts[tag] ?? tag].flatMap((candidate) => fallbacks(candidate, candidate))
  const relatives = available.filter((language) => languageOf(language) === languageOf(tag)).toSorted()
  return [...exact, ...relatives].find((candidate) => available.includes(candidate)) ?? defaultLanguage
}

/** The languages that are asked for; undefined for all. */
const askedFor = (choice: LocaleSetting, values: JsonObject): readonly string[] | undefined => {
  if (choice === 'all') return undefined
  if (!('fromValue' in choice)) return choice
  const given = valueAt(values, choice.fromValue)
  const texts = [given].flat().filter((tag) => typeof tag === 'string')
  const tags = texts.filter((tag) => tag.trim() !== '')
  return tags.length === 0 ? undefined : tags
}

/**
 * The languages that a pass is to carry, at least one of them; undefined for all.
 *
 * @param values in the default language
 * @param available the languages that there are: folders of the template, languages of the values
 */
export const chooseLanguages = (
  choice: LocaleSetting,
  values: JsonObject,
  available: readonly string[],
  defaultLanguage: string,
): ReadonlySet<string> | undefined => {
  const asked = askedFor(choice, values)
  if (!asked) return undefined
  const wanted = asked.length > 0 ? asked : [defaultLanguage]
  const chosen = new Set(wanted.map((tag) => nearest(tag, available, defaultLanguage)))
  return available.every((language) => chosen.has(language)) ? undefined : chosen
}
