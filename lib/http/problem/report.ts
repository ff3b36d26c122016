/** Tells the operator of failures, without a word of what the request held. */
import type { Context } from 'hono'
import { routePath } from 'hono/route'
import type { Metrics } from '../../ports/metrics.ts'

/** A request that failed on our side. */
export interface Failure {
  /** The id that the answer carries as well. */
  readonly requestId: string
  readonly code: string
  /** What was thrown. Its message may hold anything: log its name and its place in the code, not more, unless its class is ours. */
  readonly error: unknown
  readonly method: string
  /** The pattern of the route, not the path: paths hold serial numbers and tokens. */
  readonly route: string
}

/** What every HTTP face takes. */
export interface HttpOptions {
  /** Is told of every answer with a status of 500 or above. */
  readonly report: (failure: Failure) => void
}

/** What the HTTP faces take that phones and customers call. */
export interface CountedHttpOptions extends HttpOptions {
  /** Counts the answers. Default: nobody does. */
  readonly metrics?: Pick<Metrics, 'count'>
}

/** The id that a gateway gave the request, in the way of AWS's request contexts. */
const gatewayId = (env: unknown): string | undefined => {
  const context: unknown = Reflect.get(Object(env), 'requestContext')
  const id: unknown = Reflect.get(Object(context), 'requestId')
  return typeof id === 'string' && id !== '' ? id : undefined
}

/** The id that a request is told by: the gateway's, else a random one. */
export const requestIdOf = (context: Context): string => gatewayId(context.env) ?? crypto.randomUUID()

/** A failure as the operator is told of it. */
export const failureOf = (context: Context, error: unknown, code: string, requestId: string): Failure => ({
  requestId,
  code,
  error,
  method: context.req.method,
  route: routePath(context, -1),
})
