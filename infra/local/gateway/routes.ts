/** Route keys of an HTTP API, `ANY /api/v1/{proxy+}`: reading them, and finding the one that a request belongs to. */
import { LocalError } from '../errors.ts'

type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'one' | 'rest'; readonly name: string }

/** A route with what answers it. */
export interface Route<Target> {
  /** As it was written: `ANY /p/{proxy+}`. */
  readonly key: string
  /** `ANY` for all. */
  readonly method: string
  readonly segments: readonly Segment[]
  readonly target: Target
}

/** A route that a request belongs to, with the variables of its path. */
export interface RouteMatch<Target> {
  readonly route: Route<Target>
  readonly parameters: Readonly<Record<string, string>>
}

const keyShape = /^([A-Z]+) (\/.*)$/
const variable = /^\{([A-Za-z0-9._-]+)(\+?)\}$/

const readSegment = (text: string): Segment => {
  const [, name, greedy] = variable.exec(text) ?? []
  return name === undefined ? { kind: 'text', text } : { kind: greedy === '+' ? 'rest' : 'one', name }
}

/**
 * Reads a route key.
 *
 * @throws LocalError `local/template` for a key of another shape
 */
export const readRoute = <Target>(key: string, target: Target): Route<Target> => {
  const [, method, path] = keyShape.exec(key) ?? []
  if (method === undefined || path === undefined) {
    throw new LocalError('local/template', `the route key "${key}" is not one that the local gateway knows`)
  }
  return { key, method, segments: path.slice(1).split('/').map(readSegment), target }
}

/** What one segment takes of the parts of a path from `index` on: undefined if it does not fit. */
const matchSegment = (
  segment: Segment,
  parts: readonly string[],
  index: number,
): { readonly taken: number; readonly value?: string } | undefined => {
  const part = parts[index]
  if (part === undefined) return undefined
  switch (segment.kind) {
    case 'text':
      return segment.text === part ? { taken: 1 } : undefined
    case 'one':
      return part === '' ? undefined : { taken: 1, value: part }
    case 'rest': {
      const value = parts.slice(index).join('/')
      return value === '' ? undefined : { taken: parts.length - index, value }
    }
  }
}

const matchSegments = (
  segments: readonly Segment[],
  parts: readonly string[],
): Readonly<Record<string, string>> | undefined => {
  const parameters: Record<string, string> = {}
  let index = 0
  for (const segment of segments) {
    const match = matchSegment(segment, parts, index)
    if (!match) return undefined
    index += match.taken
    if (segment.kind !== 'text') parameters[segment.name] = match.value ?? ''
  }
  return index === parts.length ? parameters : undefined
}

const weights = { text: 0, one: 1, rest: 2 } as const

/** Sorts the more particular route first: text before a variable before a greedy one, a method before ANY. */
const byPrecision = <Target>(a: Route<Target>, b: Route<Target>): number => {
  for (let index = 0; index < Math.min(a.segments.length, b.segments.length); index++) {
    const difference = weights[a.segments[index]?.kind ?? 'text'] - weights[b.segments[index]?.kind ?? 'text']
    if (difference !== 0) return difference
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY')
}

/**
 * The route of a request, by its method and its decoded path.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export const findRoute = <Target>(
  routes: readonly Route<Target>[],
  method: string,
  path: string,
): RouteMatch<Target> | undefined => {
  const parts = path.slice(1).split('/')
  for (const route of routes.toSorted(byPrecision)) {
    if (route.method !== 'ANY' && route.method !== method) continue
    const parameters = matchSegments(route.segments, parts)
    if (parameters) return { route, parameters }
  }
  return undefined
}
