/** Intrinsic functions of CloudFormation: what a template says as plain JSON, once its resources have names. */
import { isObject, type Json, type JsonObject } from '../../../lib/core/format/json.ts'
import { LocalError } from '../errors.ts'

/** What references lead to. */
export interface References {
  /** What `Ref` gives, of resources and pseudo parameters; undefined for what is unknown. */
  readonly ref: (name: string) => string | undefined
  /** What `Fn::GetAtt` gives. */
  readonly attribute: (id: string, name: string) => string | undefined
}

type Resolve = (value: Json) => Json | undefined

const refuse = (what: string): never => {
  throw new LocalError('local/template', `${what}: the local stack cannot resolve that part of the packaged template`)
}

const textOf = (value: Json | undefined, name: string): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : refuse(`${name} of something that is no text`)

const listOf = (value: Json | undefined, name: string): readonly Json[] =>
  Array.isArray(value) ? value : refuse(`${name} of something that is no list`)

const attributeOf = (references: References, id: string, name: string): string =>
  references.attribute(id, name) ?? refuse(`Fn::GetAtt ${id}.${name}`)

const refOf = (references: References, name: string): string => references.ref(name) ?? refuse(`Ref ${name}`)

const splitOnce = (text: string): readonly [string, string] => {
  const dot = text.indexOf('.')
  return [text.slice(0, dot), text.slice(dot + 1)]
}

const placeholder = /\$\{(!?)([^}]+)\}/g

const substitute = (text: string, variables: JsonObject, references: References): string =>
  text.replace(placeholder, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`
    const variable = variables[name]
    if (variable !== undefined) return textOf(variable, 'Fn::Sub')
    return name.includes('.') ? attributeOf(references, ...splitOnce(name)) : refOf(references, name)
  })

/** Each function with what it makes of its argument, whose own parts are resolved before. */
const functions: Readonly<Record<string, (argument: Json | undefined, references: References) => Json>> = {
  Ref: (argument, references) => refOf(references, textOf(argument, 'Ref')),
  'Fn::GetAtt': (argument, references) => {
    const [id, name] =
      typeof argument === 'string'
        ? splitOnce(argument)
        : listOf(argument, 'Fn::GetAtt').map((part) => textOf(part, 'Fn::GetAtt'))
    return attributeOf(references, id ?? '', name ?? '')
  },
  'Fn::Sub': (argument, references) => {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}]
    return substitute(textOf(text, 'Fn::Sub'), isObject(variables) ? variables : {}, references)
  },
  'Fn::Join': (argument) => {
    const [separator, parts] = listOf(argument, 'Fn::Join')
    return listOf(parts, 'Fn::Join')
      .map((part) => textOf(part, 'Fn::Join'))
      .join(textOf(separator, 'Fn::Join'))
  },
  'Fn::Select': (argument) => {
    const [index, list] = listOf(argument, 'Fn::Select')
    return listOf(list, 'Fn::Select')[Number(index)] ?? refuse('Fn::Select')
  },
  'Fn::Split': (argument) => {
    const [separator, text] = listOf(argument, 'Fn::Split')
    return textOf(text, 'Fn::Split').split(textOf(separator, 'Fn::Split'))
  },
}

const noValue = 'AWS::NoValue'

const resolveFunction = (value: JsonObject, resolveInner: Resolve, references: References): Json | undefined => {
  const [name = '', argument = null] = Object.entries(value)[0] ?? []
  if (name === 'Ref' && argument === noValue) return undefined
  const apply = functions[name] ?? (() => refuse(name))
  return apply(resolveInner(argument), references)
}

const isFunction = (value: JsonObject): boolean => {
  const [name, ...others] = Object.keys(value)
  return others.length === 0 && name !== undefined && (name === 'Ref' || name.startsWith('Fn::'))
}

/**
 * A part of a template with its functions resolved; members without a value (`AWS::NoValue`) are left out.
 *
 * @throws LocalError `local/template` for what the local stack does not know
 */
export const resolve = (value: Json, references: References): Json => {
  const inner: Resolve = (part) => {
    if (Array.isArray(part)) return part.map(inner).filter((item) => item !== undefined)
    if (!isObject(part)) return part
    if (isFunction(part)) return resolveFunction(part, inner, references)
    const members = Object.entries(part).map(([name, member]) => [name, inner(member)] as const)
    return Object.fromEntries(members.filter((pair): pair is readonly [string, Json] => pair[1] !== undefined))
  }
  return inner(value) ?? null
}

/** The same for an object, such as the properties of a resource. */
export const resolveObject = (value: JsonObject, references: References): JsonObject => {
  const resolved = resolve(value, references)
  return isObject(resolved) ? resolved : refuse('an object')
}
