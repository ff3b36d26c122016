/** Which texts of a template hold JSON-e expressions, and which of those are no more than a value's name. */

/** A value looked up by name, `seat.row` as `['seat', 'row']`. */
export type ValuePath = readonly [string, ...string[]]

/** A piece of an interpolated text: literal text, or a value's path. */
export type Segment = string | ValuePath

const namePath = /^\s*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\s*$/
const keywords = new Set(['true', 'false', 'null', 'in', 'now'])
const identifier = /^[A-Za-z_]\w*$/

/** The functions of JSON-e 4.8. A value of the same name would take the function's place in every expression. */
const functions = new Set([
  'abs',
  'ceil',
  'defined',
  'floor',
  'fromNow',
  'join',
  'len',
  'lowercase',
  'lstrip',
  'max',
  'min',
  'number',
  'range',
  'rstrip',
  'split',
  'sqrt',
  'str',
  'strip',
  'typeof',
  'uppercase',
])

/** Whether expressions can spell a name. */
export const isIdentifier = (name: string): boolean => identifier.test(name)

/** Whether a name has a meaning of its own in expressions, so that no value may have it. */
export const isReserved = (name: string): boolean => keywords.has(name) || functions.has(name)

/** The path that an expression consists of; undefined for anything that needs JSON-e. */
export const asPath = (expression: string): ValuePath | undefined => {
  if (!namePath.test(expression)) return undefined
  const [first = '', ...rest] = expression.trim().split('.')
  return keywords.has(first) ? undefined : [first, ...rest]
}

/**
 * A text as literals and plain paths, if it needs no more than that: `"Gate ${gate}"` is `['Gate ', ['gate']]`.
 * Undefined where a placeholder holds more than a path, or `$${` escapes one.
 */
export const asSegments = (text: string): readonly Segment[] | undefined => {
  const segments: Segment[] = []
  let at = 0
  for (let start = text.indexOf('${'); start !== -1; start = text.indexOf('${', at)) {
    const end = text.indexOf('}', start)
    const path = end === -1 ? undefined : asPath(text.slice(start + 2, end))
    if (!path || text[start - 1] === '$') return undefined
    if (start > at) segments.push(text.slice(at, start))
    segments.push(path)
    at = end + 1
  }
  if (at < text.length) segments.push(text.slice(at))
  return segments
}

/** Whether a text is more than itself to JSON-e. */
export const hasPlaceholder = (text: string): boolean => text.includes('${')

/** Whether an object is an operator, has placeholders in its keys, or has keys that JSON-e rewrites. */
export const isOperator = (keys: readonly string[]): boolean =>
  keys.some((key) => key.startsWith('$') || hasPlaceholder(key))

const literals = /'[^']*'|"[^"]*"/g

/** An expression without the texts that it quotes. */
export const withoutLiterals = (expression: string): string => expression.replace(literals, '')

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

/** What stands inside the braces of each `${…}` of a text. */
export const expressionsIn = (text: string): string[] => {
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
