/** The API for back ends, as a Hono app. */
import { type Context, Hono } from 'hono'
import { ServiceError } from '../../service/errors.ts'
import type { Service } from '../../service/service.ts'
import { problemOf } from '../problem/problem.ts'
import { failureOf, type HttpOptions, requestIdOf } from '../problem/report.ts'
import { securityHeaders } from '../security-headers.ts'
import { apiBase } from './addresses.ts'
import { json } from './answers.ts'
import { type Authorization, authenticate, challengeOf, type Principal } from './principal.ts'
import { problemResponse } from './problem-response.ts'
import type { Route } from './route.ts'
import { livenessPath } from './routes/health.ts'
import { routes } from './routes/routes.ts'
import type { Valid } from './schema.ts'
import type { livenessSchema } from './schemas/health.ts'

/** What the API is to know besides the service. */
export interface ApiOptions extends HttpOptions {
  readonly authorization: Authorization
}

interface ApiEnvironment {
  readonly Bindings: object
  readonly Variables: { principal: Principal; route: Route; allow: string }
}

type ApiContext = Context<ApiEnvironment>

const documentPath = '/openapi.json'

const answerError = (error: unknown, context: ApiContext, { authorization, report }: ApiOptions): Response => {
  const problem = problemOf(error)
  const requestId = requestIdOf(context)
  if (problem.status >= 500) report(failureOf(context, error, problem.code, requestId))
  const route: Route | undefined = context.get('route')
  const allow: string | undefined = context.get('allow')
  return problemResponse(problem, {
    requestId,
    challenge: challengeOf(authorization),
    hasJson: route?.body.schema !== undefined,
    ...(route?.pointerToValue ? { pointerToValue: route.pointerToValue } : {}),
    ...(allow === undefined ? {} : { allow }),
  })
}

/** `/passes/{type}` as Hono writes it. */
const honoPath = ({ path, isBelowBase = true }: Route): string =>
  (isBelowBase ? apiBase : '') + path.replace(/\{(\w+)\}/g, ':$1')

const methodsOf = (path: string): string[] =>
  routes.flatMap((route) => {
    if (honoPath(route) !== path) return []
    return route.method === 'GET' ? ['GET', 'HEAD'] : [route.method]
  })

const refuseOtherMethods = (app: Hono<ApiEnvironment>, path: string, methods: readonly string[]): void => {
  const allow = methods.join(', ')
  app.all(path, (context) => {
    context.set('allow', allow)
    throw new ServiceError('request/method-not-allowed', `this address takes ${allow} only`)
  })
}

const addRoutes = (app: Hono<ApiEnvironment>, service: Service): void => {
  for (const route of routes) {
    app.on(route.method, honoPath(route), (context) => {
      context.set('route', route)
      return route.answer(service, {
        request: context.req.raw,
        principal: context.get('principal'),
        pathParameter: (name) => context.req.param(name),
      })
    })
  }
  for (const path of new Set(routes.map(honoPath))) refuseOtherMethods(app, path, methodsOf(path))
}

/**
 * The API: everything below `/api/v1`, its description at `/openapi.json` and `/health`, which anybody may read, and
 * `/health/deep`. Below the base and there, nothing is answered, and no body read, before it is known who asks.
 */
export const apiApp = (service: Service, options: ApiOptions): Hono<ApiEnvironment> => {
  const app = new Hono<ApiEnvironment>()
  app.use(securityHeaders)
  app.get(documentPath, async () => {
    // Nobody waits for the description but those who ask for it.
    const { describeApi } = await import('./openapi.ts')
    return new Response(JSON.stringify(describeApi(routes, options.authorization.kind)), {
      headers: { 'Content-Type': 'application/json' },
    })
  })
  app.get(livenessPath, () => json({ status: 'ok' } satisfies Valid<typeof livenessSchema>))
  for (const path of [documentPath, livenessPath]) refuseOtherMethods(app, path, ['GET', 'HEAD'])
  for (const path of [`${apiBase}/*`, `${livenessPath}/*`]) {
    app.use(path, async (context, next) => {
      const { keys } = service
      context.set('principal', await authenticate(keys, options.authorization, context.req.raw.headers, context.env))
      await next()
    })
  }
  addRoutes(app, service)
  app.notFound((context) =>
    answerError(new ServiceError('request/not-found', 'there is nothing at this address'), context, options),
  )
  app.onError((error, context) => answerError(error, context, options))
  return app
}
