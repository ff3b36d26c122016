/** Texts of a pass as they are shown. */
import { stringsPath } from '../../core/format/languages.ts'
import { readStrings } from '../../core/format/strings.ts'
import type { FilledPass } from '../../core/template/filled-pass.ts'

/** A text at the top of `pass.json` in a language: what is a lookup key there is looked up; `''` if there is none. */
export const shownText = ({ pass, own, shared }: FilledPass, name: string, language: string): string => {
  const text = pass[name]
  if (typeof text !== 'string') return ''
  const path = stringsPath(language)
  const strings = own.get(path) ?? shared.get(path)
  return (strings && readStrings(strings).get(text)) ?? text
}
