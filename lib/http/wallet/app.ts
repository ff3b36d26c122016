/** Apple's web service for passes, as a Hono app: where what Wallet calls is. */
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { TrieRouter } from 'hono/router/trie-router'
import type { WalletService } from '../../service/wallet/wallet-service.ts'
import { counted } from '../counted.ts'
import { problemOf } from '../problem/problem.ts'
import { type CountedHttpOptions, failureOf, type HttpOptions, requestIdOf } from '../problem/report.ts'
import { securityHeaders } from '../security-headers.ts'
import { scheme } from './authorization.ts'
import { bareResponse, type Call, latest, list, log, personalize, register, unregister } from './calls.ts'
import { plainPath } from './path.ts'

/** A call and what it is counted as. */
type NamedCall = readonly [name: string, call: Call]

/** The calls by path and method. Apple's names of the parameters are longer: device library identifier and so on. */
const addresses: Readonly<Record<string, Readonly<Partial<Record<'GET' | 'POST' | 'DELETE', NamedCall>>>>> = {
  '/devices/:device/registrations/:type/:serial': { POST: ['register', register], DELETE: ['unregister', unregister] },
  '/devices/:device/registrations/:type': { GET: ['list', list] },
  '/passes/:type/:serial': { GET: ['fetch', latest] },
  '/passes/:type/:serial/personalize': { POST: ['personalize', personalize] },
  '/log': { POST: ['log', log] },
}

/** Statuses that say that a request is to blame. */
const faultsOfRequests: ReadonlySet<number> = new Set([400, 401, 403, 413])

/** Whatever else the service refuses is a fault of what is stored: Wallet is to try again, and the operator to hear of it. */
const walletStatus = (status: number): number => (status >= 500 || faultsOfRequests.has(status) ? status : 503)

/** Wallet reads no body of an error, and nobody else is to learn more than the status. */
const answerError = (error: unknown, context: Context, { report }: HttpOptions): Response => {
  const { code, retryAfter, ...problem } = problemOf(error)
  const status = walletStatus(problem.status)
  if (status >= 500) report(failureOf(context, error, code, requestIdOf(context)))
  return bareResponse(status, {
    ...(status === 401 ? { 'WWW-Authenticate': scheme } : {}),
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
  })
}

// Nobody on the way may answer in our stead, or keep what one device was told.
const keepPrivate: MiddlewareHandler = async (context, next) => {
  await next()
  context.res.headers.set('Cache-Control', 'private, no-store')
}

/** A call for HEAD is one for GET: Hono leaves the body away. */
const allowed = (methods: readonly string[]): string =>
  methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ')

/**
 * The web service below `/wallet/v1`. Every answer but a pass, a list and a signature is a status without a body.
 *
 * @see https://developer.apple.com/documentation/walletpasses/adding-a-web-service-to-update-passes
 */
export const walletApp = (wallet: WalletService, options: CountedHttpOptions): Hono => {
  // Finds what Hono's own choice finds, and compiles nothing at the first request, which waits long enough.
  const app = new Hono({ getPath: plainPath, router: new TrieRouter() })
  app.use(securityHeaders, keepPrivate)
  for (const [address, calls] of Object.entries(addresses)) {
    const path = `/wallet/v1${address}`
    for (const [method, [name, call]] of Object.entries(calls)) {
      app.on(method, path, counted(options.metrics, 'WalletRequests', { call: name }), ({ req }) =>
        call(wallet, req.raw, (parameter) => req.param(parameter)),
      )
    }
    const allow = allowed(Object.keys(calls))
    app.all(path, () => bareResponse(405, { Allow: allow }))
  }
  app.notFound(() => bareResponse(404))
  app.onError((error, context) => answerError(error, context, options))
  return app
}
