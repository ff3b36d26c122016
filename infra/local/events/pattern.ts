/**
 * Event patterns of EventBridge, as far as the rules of this project use them: values as they are, and prefixes.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
import { isObject, type Json, type JsonObject } from '../../../lib/core/format/json.ts'
import { LocalError } from '../errors.ts'

const refuse = (what: string): never => {
  throw new LocalError('local/template', `an event pattern has ${what}, which the local stack does not know`)
}

/** Whether one value is what an item of a list of a pattern means. */
const isMeant = (item: Json, value: Json): boolean => {
  if (!isObject(item)) return item === value
  const [operator = 'nothing', ...others] = Object.keys(item)
  const { prefix } = item
  if (typeof prefix !== 'string' || others.length > 0) return refuse(`the operator ${operator}`)
  return typeof value === 'string' && value.startsWith(prefix)
}

const isAnyOf = (items: readonly Json[], value: Json | undefined): boolean => {
  const values = Array.isArray(value) ? value : [value]
  // Every item is looked at: one that is not known should not wait for the event that meets it.
  const met = items.map((item) => values.some((each) => each !== undefined && isMeant(item, each)))
  return met.includes(true)
}

/**
 * Whether an event has all that a pattern names.
 *
 * @throws LocalError `local/template` for a pattern that is not understood
 */
export const matchesPattern = (pattern: JsonObject, event: JsonObject): boolean =>
  Object.entries(pattern).every(([name, wanted]) => {
    const value = event[name]
    if (Array.isArray(wanted)) return isAnyOf(wanted, value)
    return isObject(wanted) ? matchesPattern(wanted, isObject(value) ? value : {}) : refuse(`no list at ${name}`)
  })
