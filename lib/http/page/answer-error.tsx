/** Errors as pages: what customers are told when a link does not lead to a pass, in their language. */
import type { Context } from 'hono'
import { problemOf } from '../problem/problem.ts'
import { failureOf, type HttpOptions, requestIdOf } from '../problem/report.ts'
import { pageResponse } from './page-response.ts'
import type { PageTexts } from './texts/page-texts.ts'
import { MessagePage } from './views/message-page.tsx'
import { textsFor, wishesOf } from './wishes.ts'

/** What is said of a code of a problem; of all others, that it may work later. */
const messages: ReadonlyMap<string, keyof PageTexts['messages']> = new Map([
  ['link/forged', 'incomplete'],
  ['link/expired', 'linkExpired'],
  ['link/revoked', 'gone'],
  ['pass/erased', 'gone'],
  ['pass/not-found', 'gone'],
  ['signer/missing', 'notNow'],
  ['signer/unusable', 'notNow'],
  ['link/place-unknown', 'nothing'],
  ['request/not-found', 'nothing'],
  ['request/method-not-allowed', 'method'],
])

/** The methods that the addresses of links take. */
export const linkMethods = 'GET, HEAD'

/** The page of an error. The operator is told of those that are our fault. */
export const answerError = async (error: unknown, context: Context, { report }: HttpOptions): Promise<Response> => {
  const { code, status, retryAfter } = problemOf(error)
  if (status >= 500) report(failureOf(context, error, code, requestIdOf(context)))
  const texts = textsFor(wishesOf(context.req.raw))
  const message = texts.messages[messages.get(code) ?? 'later']
  const response = await pageResponse(<MessagePage texts={texts} message={message} />, status)
  if (status === 405) response.headers.set('Allow', linkMethods)
  if (retryAfter !== undefined) response.headers.set('Retry-After', String(retryAfter))
  return response
}
