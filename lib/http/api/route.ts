/** Routes: one entry says all there is to know about one, for the router, the checks and the documentation. */
import type { JsonObject } from '../../core/format/json.ts'
import type { Scope } from '../../ports/secrets.ts'
import { ServiceError } from '../../service/errors.ts'
import type { Service } from '../../service/service.ts'
import type { ProblemCode } from '../problem/problem-codes.ts'
import { fingerprintOf } from '../request/fingerprint.ts'
import type { Body } from './body.ts'
import type { Parameter, ParameterValues, RouteParameters } from './parameter.ts'
import { type Principal, requireScope } from './principal.ts'

/** A header that answers may carry. */
export type ResponseHeader = 'ETag' | 'Location' | 'Idempotency-Replayed' | 'Last-Modified' | 'Content-Disposition'

/** An answer to a request that is not refused. */
export interface ResponseDefinition {
  readonly status: number
  readonly description: string
  /** The schema of its body, if that is JSON. */
  readonly schema?: JsonObject
  /** The media type of its body, if that is something else; or those that it may have. */
  readonly mediaType?: string | readonly string[]
  readonly headers?: readonly ResponseHeader[]
}

/** A request whose every part has been read and checked. */
export interface ApiRequest<P extends RouteParameters, B> {
  readonly principal: Principal
  readonly parameters: ParameterValues<P>
  readonly body: B
  /** Tells the request from others: see `fingerprintOf`. */
  readonly fingerprint: () => Promise<string>
}

interface Description {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With parameters in braces. */
  readonly path: string
  /** Whether the path is below the base of the API, or on the host itself. Default: below the base. */
  readonly isBelowBase?: boolean
  readonly operationId: string
  readonly tag: 'Templates' | 'Passes' | 'Imports' | 'Rollouts' | 'Links' | 'Packages' | 'Events' | 'Health'
  readonly summary: string
  readonly description?: string
  /** What callers must be allowed to do; of several, one is enough. */
  readonly scope: Scope | readonly Scope[]
  readonly responses: readonly ResponseDefinition[]
  /** Where values that are at fault stand in the body, by their own pointer. Default: below `/values`. */
  readonly pointerToValue?: (path: string) => string
  /** What the use case may refuse. For a route: what may be refused at all. */
  readonly refusals: readonly ProblemCode[]
}

/** What defines a route. */
export interface RouteDefinition<P extends RouteParameters, B> extends Description {
  readonly parameters: P
  readonly body: Body<B>
  readonly handle: (service: Service, request: ApiRequest<P, B>) => Promise<Response>
}

/** A request whose head was read and whose maker is known. */
export interface IncomingRequest {
  readonly request: Request
  readonly principal: Principal
  /** A parameter of the path, decoded. */
  readonly pathParameter: (name: string) => string | undefined
}

/** A route. */
export interface Route extends Description {
  readonly parameters: readonly Parameter<unknown>[]
  readonly body: Body<unknown>
  readonly answer: (service: Service, incoming: IncomingRequest) => Promise<Response>
}

const always: readonly ProblemCode[] = [
  'request/key-missing',
  'request/key-invalid',
  'request/scope-missing',
  'service/unavailable',
  'service/internal',
]

// A signature by AWS may stand in the query.
const signaturePattern = /^x-amz-/i

/** A misspelled `cursor` would list the first page for ever. */
const checkQuery = (parameters: readonly Parameter<unknown>[], query: URLSearchParams): void => {
  const known = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  if (known.length === 0) return
  const given = [...query.keys()].filter((name) => !signaturePattern.test(name))
  const fault = (what: string) =>
    new ServiceError('request/parameter-invalid', `the query ${what}: its parameters are ${known.join(', ')}`)
  if (given.some((name) => !known.includes(name))) throw fault('has an unknown parameter')
  if (new Set(given).size < given.length) throw fault('has a parameter twice')
}

const textOf = ({ in: place, name }: Parameter<unknown>, incoming: IncomingRequest, query: URLSearchParams) => {
  switch (place) {
    case 'path':
      return incoming.pathParameter(name)
    case 'query':
      return query.get(name) ?? undefined
    case 'header':
      return incoming.request.headers.get(name) ?? undefined
  }
}

const readParameters = <P extends RouteParameters>(parameters: P, incoming: IncomingRequest): ParameterValues<P> => {
  const { searchParams } = new URL(incoming.request.url)
  checkQuery(Object.values(parameters), searchParams)
  const values = Object.entries(parameters).map(
    ([name, parameter]) => [name, parameter.read(textOf(parameter, incoming, searchParams))] as const,
  )
  // The type of what fromEntries makes forgets which name has which value.
  return Object.fromEntries(values) as ParameterValues<P>
}

/** Makes a route of its definition. Who may not use it learns nothing else of it; the body is read last. */
export const route = <const P extends RouteParameters, B>(definition: RouteDefinition<P, B>): Route => {
  const { parameters, body, handle, ...description } = definition
  const all = Object.values(parameters)
  return {
    ...description,
    parameters: all,
    body,
    refusals: [
      ...new Set([...always, ...all.flatMap(({ refusals }) => refusals), ...body.refusals, ...description.refusals]),
    ],
    answer: async (service, incoming) => {
      const { request, principal } = incoming
      requireScope(principal, definition.scope)
      const values = readParameters(parameters, incoming)
      const { value, canonical } = await body.read(request)
      const path = definition.path.replace(/\{(\w+)\}/g, (_, name: string) => incoming.pathParameter(name) ?? '')
      return handle(service, {
        principal,
        parameters: values,
        body: value,
        fingerprint: () => fingerprintOf(definition.method, path, canonical),
      })
    },
  }
}
