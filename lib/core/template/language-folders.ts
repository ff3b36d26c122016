/** The `lproj` folders of a template, in the usual spelling of their languages. */
import type { Bytes } from '../bytes.ts'
import { TemplateError } from '../errors.ts'
import { canonicalLanguage, isLanguage, localizedPath } from '../format/languages.ts'

const canonicalPath = (path: string): string => {
  const localized = localizedPath(path)
  if (!(localized && isLanguage(localized.language))) return path
  return `${canonicalLanguage(localized.language)}.lproj/${localized.name}`
}

/**
 * The files of a template with its language folders as `pt-BR.lproj`, however they were spelled: values name languages
 * too, and both must come to the same folder. Other folders (`Base.lproj`) stay as they are.
 *
 * @throws TemplateError `template/file-invalid` for two files that only upper and lower case of the language tells apart
 */
export const withCanonicalFolders = (files: ReadonlyMap<string, Bytes>): Map<string, Bytes> => {
  const renamed = new Map<string, Bytes>()
  for (const [given, bytes] of files) {
    const path = canonicalPath(given)
    if (renamed.has(path)) throw new TemplateError('template/file-invalid', `${path} is there twice; keep one of them`)
    renamed.set(path, bytes)
  }
  return renamed
}
