/** What a pass says of itself, for a report: only what is of the right type. */
import { isObject, type JsonObject } from '../format/json.ts'
import { stylesOf } from '../preflight/rule.ts'
import type { PassFacts } from './inspection.ts'

const texts = [
  'passTypeIdentifier',
  'teamIdentifier',
  'serialNumber',
  'organizationName',
  'description',
  'relevantDate',
  'expirationDate',
  'webServiceURL',
] as const

const languageFolder = /^([^/]+)\.lproj\//i

const languagesOf = (paths: Iterable<string>): readonly string[] => {
  const languages = new Set<string>()
  for (const path of paths) {
    const [, language] = languageFolder.exec(path) ?? []
    if (language !== undefined) languages.add(language)
  }
  return [...languages].sort()
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** The facts of a pass whose files have these paths. */
export const factsOf = (pass: JsonObject, paths: Iterable<string>): PassFacts => {
  const { preferredStyleSchemes: schemes, voided } = pass
  return {
    ...Object.fromEntries(texts.flatMap((key) => (isText(pass[key]) ? [[key, pass[key]]] : []))),
    styles: stylesOf(pass).filter((style) => isObject(pass[style])),
    schemes: Array.isArray(schemes) ? schemes.filter(isText) : [],
    ...(typeof voided === 'boolean' ? { voided } : {}),
    languages: languagesOf(paths),
  }
}
