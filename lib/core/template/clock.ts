/** Keeps the clock out of templates: a pass must not differ from one build to the next. */
import { TemplateError } from '../errors.ts'
import { isObject, type Json } from '../format/json.ts'
import { pointerTo } from '../format/pointer.ts'
import { hasPlaceholder } from './expressions.ts'

const literals = /'[^']*'|"[^"]*"/g
const clock = /(?<![\w.])(?:now|fromNow)(?!\w)/
const operatorsWithExpressions = /^(?:\$eval|\$if|\$match|\$switch|each\(.*\)|by\(.*\))$/

const readsClock = (expression: string): boolean => clock.test(expression.replace(literals, ''))

/** What stands inside the braces of each `${…}`. */
const placeholdersOf = (text: string): string[] => {
  const found: string[] = []
  for (let start = text.indexOf('${'); start !== -1; start = text.indexOf('${', start + 2)) {
    const bare = text.slice(start + 2).replace(literals, (literal) => ' '.repeat(literal.length))
    let depth = 1
    let end = 0
    while (end < bare.length && depth > 0) {
      if (bare[end] === '{') depth++
      if (bare[end] === '}') depth--
      end++
    }
    found.push(bare.slice(0, end))
  }
  return found
}

const textReadsClock = (text: string, isExpression: boolean): boolean =>
  isExpression ? readsClock(text) : hasPlaceholder(text) && placeholdersOf(text).some(readsClock)

const refuse = (pointer: string): never => {
  throw new TemplateError(
    'template/expression-refused',
    `${pointer} uses the current time (now or $fromNow), which would make every build of a pass differ; give the date as a value`,
  )
}

/**
 * Refuses expressions that read the clock, wherever they hide: placeholders, operators, keys.
 *
 * @param where names the file and the place in it
 * @throws TemplateError `template/expression-refused` naming the place
 */
export const refuseClock = (template: Json, where: string, isExpression = false): void => {
  if (typeof template === 'string') {
    if (textReadsClock(template, isExpression)) refuse(where)
  } else if (Array.isArray(template)) {
    for (const [index, item] of template.entries()) refuseClock(item, pointerTo(where, index))
  } else if (isObject(template)) {
    for (const [key, value] of Object.entries(template)) {
      if (key === '$fromNow' || textReadsClock(key, isExpression)) refuse(pointerTo(where, key))
      refuseClock(value, pointerTo(where, key), operatorsWithExpressions.test(key))
    }
  }
}
