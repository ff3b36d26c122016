/** Policies of IAM, as far as the roles of functions use them: whether they allow an action on a resource. */
import { isObject, type Json, type JsonObject } from '../../../lib/core/format/json.ts'
import { LocalError } from '../errors.ts'
import type { Call } from './call.ts'

type Condition = (context: Readonly<Record<string, string>>) => boolean

/** One statement of a policy. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny'
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  readonly conditions: readonly Condition[]
}

const special = /[.+^${}()|[\]\\]/g

const patterns = new Map<string, RegExp>()

/** A pattern with `*` for any text and `?` for one character. */
const patternOf = (pattern: string, flags: string): RegExp => {
  const key = `${flags}:${pattern}`
  const known = patterns.get(key)
  if (known) return known
  const source = pattern.replace(special, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')
  const made = new RegExp(`^${source}$`, `${flags}s`)
  patterns.set(key, made)
  return made
}

/** Whether an action's name is one that a pattern of a policy means; case does not count. */
export const matchesAction = (pattern: string, action: string): boolean => patternOf(pattern, 'i').test(action)

/** Whether an ARN is one that a pattern of a policy means. */
export const matchesResource = (pattern: string, resource: string): boolean => patternOf(pattern, '').test(resource)

const comparisons: Readonly<Record<string, (pattern: string, value: string) => boolean>> = {
  StringEquals: (pattern, value) => pattern === value,
  StringEqualsIgnoreCase: (pattern, value) => pattern.toLowerCase() === value.toLowerCase(),
  StringLike: (pattern, value) => patternOf(pattern, '').test(value),
  ArnEquals: (pattern, value) => patternOf(pattern, '').test(value),
  ArnLike: (pattern, value) => patternOf(pattern, '').test(value),
  Bool: (pattern, value) => pattern === value,
}

const refuse = (what: string): never => {
  throw new LocalError('local/template', `the local stack does not know ${what} in the policy of a role`)
}

const textsOf = (value: Json | undefined): readonly string[] => {
  const list = Array.isArray(value) ? value : [value]
  return list.map((item) => (typeof item === 'string' || typeof item === 'boolean' ? String(item) : refuse('a value')))
}

const readConditions = (condition: Json | undefined): readonly Condition[] => {
  if (condition === undefined) return []
  if (!isObject(condition)) return refuse('a condition')
  return Object.entries(condition).flatMap(([operator, keys]) => {
    const compare = comparisons[operator] ?? refuse(`the condition operator ${operator}`)
    return Object.entries(isObject(keys) ? keys : {}).map(([key, value]): Condition => {
      const allowed = textsOf(value)
      return (context) => {
        const actual = context[key]
        return actual !== undefined && allowed.some((pattern) => compare(pattern, actual))
      }
    })
  })
}

const readStatement = (statement: Json): Statement => {
  if (!isObject(statement)) return refuse('a statement')
  const { Effect: effect, Action: action, Resource: resource, Condition: condition } = statement
  if (effect !== 'Allow' && effect !== 'Deny') return refuse('an effect')
  return { effect, actions: textsOf(action), resources: textsOf(resource), conditions: readConditions(condition) }
}

/**
 * Reads the statements of a policy document whose references are resolved.
 *
 * @throws LocalError `local/template` for what is not known here: nothing is allowed by not being understood
 */
export const readPolicy = (document: JsonObject): readonly Statement[] => {
  const { Statement: statements } = document
  return (Array.isArray(statements) ? statements : [statements ?? null]).map(readStatement)
}

const applies = (statement: Statement, { action, resource, context = {} }: Call): boolean =>
  statement.actions.some((pattern) => matchesAction(pattern, action)) &&
  statement.resources.some((pattern) => matchesResource(pattern, resource)) &&
  statement.conditions.every((condition) => condition(context))

/** Whether statements allow a call: one allows it, and none denies it. */
export const allows = (statements: readonly Statement[], call: Call): boolean => {
  const effects = statements.filter((statement) => applies(statement, call)).map(({ effect }) => effect)
  return effects.includes('Allow') && !effects.includes('Deny')
}
