/** Keeps the clock out of templates: a pass must not differ from one build to the next. */
import { TemplateError } from '../errors.ts'
import { isObject, type Json } from '../format/json.ts'
import { pointerTo } from '../format/pointer.ts'

const literals = /'[^']*'|"[^"]*"/g
const clock = /(?<![\w.])(?:now|fromNow)(?!\w)/
const operatorsWithExpressions = /^(?:\$eval|\$if|\$match|\$switch|each\(.*\)|by\(.*\))$/

const readsClock = (expression: string): boolean => clock.test(expression.replace(literals, ''))

// `$${` is an escape: JSON-e writes `${` and goes on behind it.
const opening = /\$?\$\{/g
const brace = /'[^']*'|"[^"]*"|[{}]/g

/** Where the expression ends that begins at `start`: behind its closing brace, or at the end of the text. */
const endOfExpression = (text: string, start: number): number => {
  let depth = 1
  brace.lastIndex = start
  for (let found = brace.exec(text); found; found = brace.exec(text)) {
    if (found[0] === '{') depth++
    if (found[0] === '}') depth--
    if (depth === 0) return brace.lastIndex
  }
  return text.length
}

/** What stands inside the braces of each `${…}`. */
const expressionsIn = (text: string): string[] => {
  const expressions: string[] = []
  opening.lastIndex = 0
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    if (found[0].length === 3) continue
    const start = opening.lastIndex
    opening.lastIndex = endOfExpression(text, start)
    expressions.push(text.slice(start, opening.lastIndex))
  }
  return expressions
}

const textReadsClock = (text: string, isExpression: boolean): boolean =>
  isExpression ? readsClock(text) : expressionsIn(text).some(readsClock)

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
