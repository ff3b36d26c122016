/** Keeps whole numbers that JSON-e would round out of its hands. */
import { TemplateError } from '../errors.ts'
import type { Json } from '../format/json.ts'
import { pointerTo } from '../format/pointer.ts'
import { expressionWith } from './expression-walk.ts'

const numerals = /(?<![\w.])\d{16,}/g

const hasLargeNumber = (expression: string): boolean =>
  (expression.match(numerals) ?? []).some((digits) => !Number.isSafeInteger(Number(digits)))

const largeNumberIn = (template: Json, where: string): string | undefined => {
  if (typeof template === 'bigint') return where
  if (typeof template !== 'object' || template === null) return undefined
  for (const [name, value] of Object.entries<Json>(template)) {
    const found = largeNumberIn(value, pointerTo(where, name))
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * Refuses whole numbers beyond 2^53 - 1 in what JSON-e evaluates: it would round them without a word.
 *
 * @param template an operator with all that it holds, or a text with placeholders
 * @param where names the file and the place in it
 * @throws TemplateError `template/expression-refused` naming the place
 */
export const refuseLargeNumbers = (template: Json, where: string): void => {
  const place = largeNumberIn(template, where) ?? expressionWith(template, where, hasLargeNumber)
  if (place === undefined) return
  throw new TemplateError(
    'template/expression-refused',
    `${place} has a whole number beyond 9007199254740991 inside of an expression, where it would be rounded; write it outside of operators, or as text`,
  )
}
