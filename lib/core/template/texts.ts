/** The texts of a template in all its languages, and the strings files that they make for one pass. */
import type { Bytes } from '../bytes.ts'
import type { JsonObject } from '../format/json.ts'
import { fallbacks, localizedPath, stringsPath } from '../format/languages.ts'
import { writeStrings } from '../format/strings.ts'
import type { JsonE } from './json-e.ts'
import type { LanguageValues } from './per-language.ts'
import { makeStringsFiller, type StringsFiller } from './strings-filler.ts'

/** The texts of a template. */
export class TemplateTexts {
  /** Languages that have a folder in the template, be it only for an image. */
  readonly languages: readonly string[]
  readonly #fillers: ReadonlyMap<string, StringsFiller>
  readonly #varying: readonly [string, StringsFiller][]
  readonly #defaultLanguage: string

  constructor(languages: readonly string[], fillers: ReadonlyMap<string, StringsFiller>, defaultLanguage: string) {
    this.languages = languages
    this.#fillers = fillers
    this.#varying = [...fillers].filter(([, filler]) => !filler.isFixed)
    this.#defaultLanguage = defaultLanguage
  }

  /** The languages whose folders a pass needs to carry some languages: one without texts takes those of its fallback. */
  foldersFor(languages: ReadonlySet<string>): ReadonlySet<string> {
    const folders = [...languages].map((language) =>
      fallbacks(language, this.#defaultLanguage).find((tag) => this.#fillers.has(tag)),
    )
    return new Set([...languages, ...folders.filter((folder) => folder !== undefined)])
  }

  /**
   * The strings files that depend on the values, when all languages have the same ones.
   *
   * @param folders the languages to write them for; undefined for all
   */
  filesFor(values: JsonObject, folders?: ReadonlySet<string>): [string, Bytes][] {
    return this.#varying
      .filter(([language]) => folders?.has(language) ?? true)
      .map(([language, filler]) => [stringsPath(language), writeStrings(filler.fill(values))])
  }

  /**
   * The strings files of all languages, when values differ between them. A language that the template has no texts
   * for takes those of its fallback: all strings files of a pass must have the same keys.
   *
   * @param texts for each language, the texts of lookup keys that were made for this pass
   */
  localizedFilesFor(
    variants: readonly LanguageValues[],
    texts: ReadonlyMap<string, ReadonlyMap<string, string>>,
  ): [string, Bytes][] {
    return variants.map(({ language, values }) => {
      const filler = fallbacks(language, this.#defaultLanguage)
        .map((tag) => this.#fillers.get(tag))
        .find(Boolean)
      const entries = new Map([...(filler?.fill(values) ?? []), ...(texts.get(language) ?? [])])
      return [stringsPath(language), writeStrings(entries)]
    })
  }
}

/**
 * Takes the strings files out of a template's files. Those that are the same for all passes go back in, in the
 * encoding that we write.
 *
 * @throws TemplateError `template/file-invalid`, `template/expression-refused`
 */
export const takeTexts = async (
  files: Map<string, Bytes>,
  defaultLanguage: string,
  loadJsonE: () => Promise<JsonE>,
): Promise<TemplateTexts> => {
  const languages = new Set<string>()
  const fillers = new Map<string, StringsFiller>()
  for (const path of [...files.keys()].sort()) {
    const localized = localizedPath(path)
    if (localized) languages.add(localized.language)
    const bytes = files.get(path)
    if (!(bytes && localized?.name === 'pass.strings')) continue
    const filler = await makeStringsFiller(localized.language, bytes, loadJsonE)
    fillers.set(localized.language, filler)
    if (filler.isFixed) files.set(path, writeStrings(filler.fill({})))
    else files.delete(path)
  }
  return new TemplateTexts([...languages], fillers, defaultLanguage)
}
