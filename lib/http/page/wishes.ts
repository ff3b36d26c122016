/** Languages: those that somebody asks for, and what the page and the pass answer with. */
import type { PassSource } from '../../core/drawing/shown-pass.ts'
import { canonicalLanguage, isLanguage } from '../../core/format/languages.ts'
import { localizationOf } from '../../core/preflight/localization.ts'
import { pageLanguages } from './texts/languages.ts'
import type { PageTexts } from './texts/page-texts.ts'

/** Nobody reads more languages; whoever sends more is up to something. */
const most = 20
const longestHeader = 1000

const weightPattern = /^q=(?<weight>0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i

/** RFC 9110 section 12.5.4: tags, the most wanted first. What is malformed is nobody's wish. */
const accepted = (header: string): readonly string[] =>
  header
    .slice(0, longestHeader)
    .split(',', most)
    .map((range) => {
      const [tag = '', weight = 'q=1'] = range.split(';').map((part) => part.trim())
      return { tag, weight: Number(weightPattern.exec(weight)?.groups?.weight ?? 0) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag)

/** The languages that a request asks for, the most wanted first: `?lang=de`, or else what the browser says. */
export const wishesOf = (request: Request): readonly string[] => {
  const chosen = new URL(request.url).searchParams.get('lang') ?? ''
  const tags = isLanguage(chosen) ? [chosen] : accepted(request.headers.get('accept-language') ?? '')
  return tags.filter(isLanguage).map(canonicalLanguage)
}

const base = (tag: string): string => tag.split('-')[0] ?? ''

/** The texts of the page: in the first wish that it speaks, else in `otherwise` if it speaks that. */
export const textsFor = (wishes: readonly string[], otherwise = ''): PageTexts =>
  [...wishes, otherwise]
    .map((wish) => pageLanguages.find(({ language }) => language === base(wish)))
    .find((texts) => texts !== undefined) ?? pageLanguages[0]

/**
 * In which language a pass is drawn: the first wish whose tongue it has, with the region that dates are written for; that of
 * its template if it has none of them. A pass in a single language has no folders: only its dates and numbers follow a wish.
 */
export const localeFor = (wishes: readonly string[], { files }: PassSource, defaultLanguage: string): string => {
  const { folders } = localizationOf(files)
  if (folders.size === 0) return wishes[0] ?? defaultLanguage
  const tongues = new Set([...folders.keys()].map((folder) => base(canonicalLanguage(folder))))
  return wishes.find((wish) => tongues.has(base(wish))) ?? defaultLanguage
}

/** The language that the texts of a pass are in, where its drawing is in `drawn`: a pass without folders has only one. */
export const languageOf = ({ files }: PassSource, drawn: string, defaultLanguage: string): string =>
  localizationOf(files).folders.size === 0 ? defaultLanguage : drawn
