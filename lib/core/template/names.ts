/** The names of values that the expressions of a template use. */
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import { expressionsIn, isReserved, withoutLiterals } from './expressions.ts'

/** Names by what they are in a template. */
export interface Names {
  /** Names that expressions read. */
  readonly read: Set<string>
  /** Names that the template makes itself: of `each(x)`, `by(x)` and `$let`. */
  readonly made: Set<string>
}

// Not `.member`, and not `key:` of an object that an expression makes.
const name = /(?<![\w.])(?<![{,]\s*)[A-Za-z_]\w*|(?<=[{,]\s*)[A-Za-z_]\w*(?!\w|\s*:)/g
const binder = /^(?:each|by)\(([^)]*)\)$/

const takeExpression = (expression: string, { read }: Names): void => {
  for (const [found] of withoutLiterals(expression).matchAll(name)) if (!isReserved(found)) read.add(found)
}

const takeKey = (key: string, names: Names): void => {
  for (const expression of expressionsIn(key)) takeExpression(expression, names)
  for (const bound of binder.exec(key)?.[1]?.split(',') ?? []) names.made.add(bound.trim())
}

type Role = 'template' | 'expression' | 'cases' | 'let'

/** What the value of a key is to JSON-e. */
const roleOf = (key: string, object: JsonObject): Role => {
  if (key === '$eval' || key === '$if' || key.startsWith('by(')) return 'expression'
  if (key === '$match' || key === '$switch') return 'cases'
  if (key.startsWith('each(') && Object.hasOwn(object, '$find')) return 'expression'
  return key === '$let' ? 'let' : 'template'
}

const takeText = (text: string, role: Role, names: Names): void => {
  if (role === 'expression') takeExpression(text, names)
  else for (const expression of expressionsIn(text)) takeExpression(expression, names)
}

const takeOwnName = (name: string, role: Role, names: Names): void => {
  if (role === 'cases' && name !== '$default') takeExpression(name, names)
  else if (role === 'let') names.made.add(name)
  else takeKey(name, names)
}

/** Adds the names in a JSON template to `names`. */
export const takeNames = (template: Json, names: Names, role: Role = 'template'): void => {
  if (typeof template === 'string') takeText(template, role, names)
  if (Array.isArray(template)) for (const item of template) takeNames(item, names)
  if (!isObject(template)) return
  for (const [key, value] of Object.entries(template)) {
    takeOwnName(key, role, names)
    takeNames(value, names, role === 'template' ? roleOf(key, template) : 'template')
  }
}
