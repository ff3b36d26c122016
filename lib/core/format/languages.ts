/** Languages of a pass: the tags, their `lproj` folders, and which text stands in for a missing one. */

/** A language tag as `lproj` folders use them: `en`, `pt-BR`, `zh-Hans`, `es-419`. */
export const languagePattern = /^[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?$/
const folderPattern = /^([^/]+)\.lproj\/(.+)$/

/** Whether text is a language tag as `lproj` folders use them: `en`, `pt-BR`, `zh-Hans`, `es-419`. */
export const isLanguage = (text: string): boolean => languagePattern.test(text)

/** A tag in the usual spelling of its parts (RFC 5646 section 2.1.1): `en`, `pt-BR`, `zh-Hans`. */
export const canonicalLanguage = (tag: string): string => {
  const [language = '', ...rest] = tag.split('-')
  const others = rest.map((part) =>
    part.length === 4 ? part.slice(0, 1).toUpperCase() + part.slice(1).toLowerCase() : part.toUpperCase(),
  )
  return [language.toLowerCase(), ...others].join('-')
}

/** The language and the name within its folder of `es.lproj/logo.png`; undefined for a path outside of any. */
export const localizedPath = (path: string): { readonly language: string; readonly name: string } | undefined => {
  const parts = folderPattern.exec(path)
  return parts?.[1] && parts[2] ? { language: parts[1], name: parts[2] } : undefined
}

/** The path of a language's strings file. */
export const stringsPath = (language: string): string => `${language}.lproj/pass.strings`

/** Where to look for a text in a language: itself, itself without its region, itself without its script, the default. */
export const fallbacks = (language: string, defaultLanguage: string): string[] => {
  const chain = [language]
  for (let end = language.lastIndexOf('-'); end > 0; end = language.lastIndexOf('-', end - 1)) {
    chain.push(language.slice(0, end))
  }
  return chain.includes(defaultLanguage) ? chain : [...chain, defaultLanguage]
}
