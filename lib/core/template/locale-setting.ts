/** The setting of a template that says which languages its passes carry. */
import { isObject, type Json } from '../format/json.ts'
import { canonicalLanguage, isLanguage } from '../format/languages.ts'
import { asPath, type ValuePath } from './expressions.ts'

/**
 * Which languages a pass carries: all that there are, those of a list, or the customer's own, which a value of the record
 * names (one language tag, or a list of them). A language that is not there gives way to its nearest relative, in the end
 * to the default language; a record that does not tell its language gets all.
 */
export type LocaleSetting = 'all' | readonly string[] | { readonly fromValue: ValuePath }

const isText = (value: unknown): value is string => typeof value === 'string'

/**
 * Reads the setting.
 *
 * @param refuse throws for what is no such setting
 */
export const readLocales = (given: Json, refuse: (message: string) => never): LocaleSetting => {
  if (isObject(given)) {
    const { fromValue } = given
    return {
      fromValue:
        (isText(fromValue) ? asPath(fromValue) : undefined) ?? refuse('locales.fromValue must be a name of a value'),
    }
  }
  if (!Array.isArray(given)) return 'all'
  const tags: readonly string[] = given.filter(isText)
  return tags.every(isLanguage)
    ? tags.map(canonicalLanguage)
    : refuse('locales must be language tags such as en or pt-BR')
}
