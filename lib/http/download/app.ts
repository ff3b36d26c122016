/** Download links, as a Hono app: what customers tap on. */
import { type Context, Hono } from 'hono'
import { TrieRouter } from 'hono/router/trie-router'
import { ServiceError } from '../../service/errors.ts'
import type { LinkService } from '../../service/service.ts'
import { counted } from '../counted.ts'
import { fileResponse } from '../file-response.ts'
import { problemOf } from '../problem/problem.ts'
import { type CountedHttpOptions, failureOf, type HttpOptions, requestIdOf } from '../problem/report.ts'
import { securityHeaders } from '../security-headers.ts'
import { messageOf } from './messages.ts'
import { messagePage, pageResponse, passPage } from './page.ts'

const methods = 'GET, HEAD'

const answerError = async (error: unknown, context: Context, { report }: HttpOptions): Promise<Response> => {
  const { code, status, retryAfter } = problemOf(error)
  if (status >= 500) report(failureOf(context, error, code, requestIdOf(context)))
  const { title, sentence } = messageOf(code)
  const response = await pageResponse(messagePage(title, sentence), status)
  if (status === 405) response.headers.set('Allow', methods)
  if (retryAfter !== undefined) response.headers.set('Retry-After', String(retryAfter))
  return response
}

/**
 * Download links: `/p/{token}` is a page, `/p/{token}/pass.pkpass` the signed pass. Opening a link changes nothing, so
 * that whoever previews it on the way, such as a mail program, does no harm; no cookie is ever set.
 */
export const downloadApp = (links: LinkService, options: CountedHttpOptions): Hono => {
  // Finds what Hono's own choice finds, and compiles nothing at the first request, which waits long enough.
  const app = new Hono({ router: new TrieRouter() })
  const { metrics } = options
  app.use(securityHeaders)
  app.get('/p/:token', counted(metrics, 'Downloads', { of: 'page' }), async (context) => {
    const token = context.req.param('token')
    return pageResponse(passPage(token, await links.open(token)))
  })
  app.get('/p/:token/pass.pkpass', counted(metrics, 'Downloads', { of: 'pass' }), async (context) =>
    fileResponse(await links.file(context.req.param('token'))),
  )
  app.on(['ALL'], ['/p/:token', '/p/:token/pass.pkpass'], () => {
    throw new ServiceError('request/method-not-allowed', `this address takes ${methods} only`)
  })
  app.notFound((context) =>
    answerError(new ServiceError('request/not-found', 'there is nothing at this address'), context, options),
  )
  app.onError((error, context) => answerError(error, context, options))
  return app
}
