/** The parameters of routes: how each is documented, checked and read. */
import type { JsonObject } from '../../core/format/json.ts'
import { type RefusalCode, ServiceError } from '../../service/errors.ts'
import type { ProblemCode } from '../problem/problem-codes.ts'

/** A parameter. */
export interface Parameter<Value> {
  readonly in: 'path' | 'query' | 'header'
  readonly name: string
  readonly required: boolean
  readonly description: string
  readonly schema: JsonObject
  /** What reading it may refuse. */
  readonly refusals: readonly ProblemCode[]
  /** What it says; the text is undefined if it was not sent. */
  readonly read: (text: string | undefined) => Value
}

/** RouteParameters of a route, by the names that its handler knows them by. */
export type RouteParameters = Readonly<Record<string, Parameter<unknown>>>

/** What the parameters of a route say. */
export type ParameterValues<P extends RouteParameters> = {
  readonly [Name in keyof P]: P[Name] extends Parameter<infer Value> ? Value : never
}

/** What a parameter of text is, and with which code it is refused. */
export interface TextParameter<Value extends string> {
  readonly name: string
  /** The subject of the message: "the serial number". */
  readonly subject: string
  readonly description: string
  readonly schema: JsonObject
  readonly isValid: (text: string) => text is Value
  readonly refusal: RefusalCode
  /** What is wanted, for the message. */
  readonly wanted: string
}

/** A part of the path. */
export const pathParameter = <Value extends string>(text: TextParameter<Value>): Parameter<Value> => ({
  in: 'path',
  name: text.name,
  required: true,
  description: text.description,
  schema: text.schema,
  refusals: [text.refusal],
  read: (given = '') => {
    if (text.isValid(given)) return given
    throw new ServiceError(text.refusal, `${text.subject} is not ${text.wanted}`)
  },
})

interface QueryParameter<Value> {
  readonly name: string
  readonly description: string
  readonly schema: JsonObject
  /** The value of a text that is good; undefined for all others. */
  readonly parse: (text: string) => Value | undefined
  readonly wanted: string
}

const parseQuery = <Value>({ name, parse, wanted }: QueryParameter<Value>, text: string): Value => {
  const value = parse(text)
  if (value !== undefined) return value
  throw new ServiceError('request/parameter-invalid', `the parameter ${name} is not ${wanted}`)
}

/** A parameter of the query that may be left out. */
export const optionalQuery = <Value>(query: QueryParameter<Value>): Parameter<Value | undefined> => ({
  in: 'query',
  name: query.name,
  required: false,
  description: query.description,
  schema: query.schema,
  refusals: ['request/parameter-invalid'],
  read: (text) => (text === undefined ? undefined : parseQuery(query, text)),
})

/** A parameter of the query that must be given. */
export const requiredQuery = <Value>(query: QueryParameter<Value>): Parameter<Value> => ({
  ...optionalQuery(query),
  required: true,
  read: (text) => {
    if (text !== undefined) return parseQuery(query, text)
    throw new ServiceError('request/parameter-invalid', `the parameter ${query.name} is missing: give ${query.wanted}`)
  },
})

/** A header. `parse` throws ServiceError `request/header-invalid`. */
export const headerParameter = <Value>(header: {
  readonly name: string
  readonly description: string
  readonly schema: JsonObject
  readonly parse: (text: string) => Value
}): Parameter<Value | undefined> => ({
  in: 'header',
  name: header.name,
  required: false,
  description: header.description,
  schema: header.schema,
  refusals: ['request/header-invalid'],
  read: (text) => (text === undefined ? undefined : header.parse(text)),
})
