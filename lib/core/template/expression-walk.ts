/** Finds the expressions of JSON-e in a template, wherever they hide: placeholders, operators, keys. */
import type { Json } from '../format/json.ts'
import { pointerTo } from '../format/pointer.ts'
import { expressionsIn, withoutLiterals } from './expressions.ts'

const operatorsWithExpressions = /^(?:\$eval|\$if|\$match|\$switch|each\(.*\)|by\(.*\))$/

const operator = /^\$[A-Za-z]+$/

const anyOf = (text: string, isExpression: boolean, holds: (expression: string) => boolean): boolean =>
  (isExpression ? [text] : expressionsIn(text)).some((expression) => holds(withoutLiterals(expression)))

/** An operator that computes something by itself, without an expression. */
const holdsOfOperator = (name: string, holds: (expression: string) => boolean): boolean =>
  operator.test(name) && holds(name.slice(1))

/**
 * The first place whose expression something holds of; undefined if there is none.
 *
 * @param where names the file and the place in it
 * @param holds is given each expression, without the texts that it quotes, and the name of each operator
 */
export const expressionWith = (
  template: Json,
  where: string,
  holds: (expression: string) => boolean,
  isExpression = false,
): string | undefined => {
  if (typeof template === 'string') return anyOf(template, isExpression, holds) ? where : undefined
  if (typeof template !== 'object' || template === null) return undefined
  const isList = Array.isArray(template)
  for (const [name, value] of Object.entries<Json>(template)) {
    const place = pointerTo(where, name)
    if (!isList && (holdsOfOperator(name, holds) || anyOf(name, isExpression, holds))) return place
    const found = expressionWith(value, place, holds, isList ? false : operatorsWithExpressions.test(name))
    if (found !== undefined) return found
  }
  return undefined
}
