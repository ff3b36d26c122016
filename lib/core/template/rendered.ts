/** What a template's renderers make of values: `pass.json`, and the files that only this pass has. */
import { type Bytes, utf8 } from '../bytes.ts'
import { canonicalJson, isObject, type Json, type JsonObject } from '../format/json.ts'
import { type LocalizableFile, type Localized, localize, passFile } from './localize.ts'
import type { LanguageValues } from './per-language.ts'
import { personalizationFile } from './personalization.ts'
import type { Renderer } from './renderer.ts'
import type { TemplateTexts } from './texts.ts'

/** What renders the files besides `pass.json`. */
export interface Renderers {
  readonly texts: TemplateTexts
  /** Renders `personalization.json`; undefined if it is the same in all passes, or not there. */
  readonly form: Renderer | undefined
}

/** A filled template, but for the files that passes share. */
export interface Rendered {
  readonly pass: JsonObject
  readonly files: Map<string, Bytes>
  /** The languages whose folders the pass takes from the template; undefined for all. */
  readonly languages: ReadonlySet<string> | undefined
  /** Whether the strings files of all its languages are among `files`. */
  readonly strings: boolean
}

const asObject = (value: Json): JsonObject => (isObject(value) ? value : {})

/** A pass whose values are the same in all its languages. */
export const renderInOne = (
  renderer: Renderer,
  { texts, form }: Renderers,
  values: JsonObject,
  languages: ReadonlySet<string> | undefined,
): Rendered => {
  const folders = languages && texts.foldersFor(languages)
  const { value, text } = renderer.render(values)
  const files = new Map([['pass.json', utf8(text)], ...texts.filesFor(values, folders)])
  if (form) files.set(personalizationFile.name, utf8(form.render(values).text))
  return { pass: asObject(value), files, languages: folders, strings: false }
}

const inAll = (renderer: Renderer, variants: readonly LanguageValues[], file: LocalizableFile): Localized =>
  localize(
    variants.map(({ language, values }) => ({ language, json: renderer.render(values).value })),
    file,
  )

type Texts = Localized['texts']

const together = (some: Texts, more: Texts): Texts =>
  new Map(Array.from(some, ([language, texts]) => [language, new Map([...texts, ...(more.get(language) ?? [])])]))

/**
 * A pass with values of its own in each of its languages.
 *
 * @param variants the values in each language, the default language's first
 * @throws ValuesError as {@link localize} does
 */
export const renderInAll = (
  renderer: Renderer,
  { texts, form }: Renderers,
  variants: readonly LanguageValues[],
  languages: ReadonlySet<string> | undefined,
): Rendered => {
  const pass = inAll(renderer, variants, passFile)
  const filledForm = form && inAll(form, variants, personalizationFile)
  const ownTexts = filledForm ? together(pass.texts, filledForm.texts) : pass.texts
  const files = new Map([['pass.json', utf8(canonicalJson(pass.json))], ...texts.localizedFilesFor(variants, ownTexts)])
  if (filledForm) files.set(personalizationFile.name, utf8(canonicalJson(filledForm.json)))
  return { pass: asObject(pass.json), files, languages, strings: true }
}
