/** An app as a Worker: what workerd and services on top of it call with each request. */
import type { Hono } from 'hono'
import { type ClientConfig, clientConfigOf } from '../../lib/adapters/aws/client-config.ts'
import type { Environment } from '../../lib/adapters/aws/environment.ts'
import { logFailure } from '../../lib/adapters/lambda/log.ts'
import { PasswrightError } from '../../lib/core/errors.ts'

/** An app, and how to wait for what its requests begin beside their answers. */
export interface Served {
  readonly app: Hono
  readonly settled?: () => Promise<void>
}

/** Makes an app from the Worker's variables. @throws Error that names a variable that is missing */
export type MakeServed = (env: Environment, config: ClientConfig) => Served

/** What a request may ask of its Worker. */
interface RequestContext {
  /** Keeps the request's part of the Worker alive until then, whether its client is still there or not. */
  readonly waitUntil: (promise: Promise<unknown>) => void
}

/** A Worker, as its main module exports it by default. */
export interface Worker {
  readonly fetch: (request: Request, bindings: object, context: RequestContext) => Promise<Response>
}

/** The Worker lacks a variable, or one is malformed. */
class NotConfiguredError extends PasswrightError<'worker/not-configured'> {
  override readonly name = 'NotConfiguredError'
  readonly status = 503

  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : 'for a reason that is not known'
    super('worker/not-configured', `the Worker is not configured: ${reason}`, { cause })
  }
}

/** The variables and secrets among the bindings; the others are no texts. */
const textsIn = (bindings: object): Environment =>
  Object.fromEntries(Object.entries(bindings).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))

/**
 * A Worker. The app is made with the first request: outside of requests, a Worker has neither its variables nor random
 * numbers. What one request loads, others may wait for: so it is loaded to the end even if its own client hangs up.
 */
export const worker = (make: MakeServed): Worker => {
  let served: Served | undefined
  const madeFrom = (bindings: object): Served => {
    const env = textsIn(bindings)
    return make(env, clientConfigOf(env))
  }
  return {
    fetch: async (request, bindings, context) => {
      const requestId = crypto.randomUUID()
      try {
        served ??= madeFrom(bindings)
      } catch (error) {
        logFailure({ code: 'worker/not-configured', error: new NotConfiguredError(error), requestId })
        return new Response(null, { status: 503 })
      }
      const { app, settled } = served
      const answer = Promise.resolve(app.fetch(request, { requestContext: { requestId } }))
      context.waitUntil(answer.then(settled))
      return await answer
    },
  }
}
