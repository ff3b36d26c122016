/** A Hono app as the handler of an HTTP API. */
import { type Env, Hono } from 'hono'
import { type APIGatewayProxyResult, defaultIsContentTypeBinary, handle, type LambdaEvent } from 'hono/aws-lambda'
import { atMost } from '../../service/at-most.ts'
import { withEncodedPath } from './encoded-path.ts'
import { asInvocation, type InvocationContext } from './invocation.ts'

/** What an HTTP API sends (payload format 2.0). */
export type HttpEvent = Extract<LambdaEvent, { rawPath: string }>

interface Invocation {
  Bindings: { readonly event: HttpEvent }
}

/** Without the body of a GET or HEAD: it means nothing (RFC 9110 section 9.3.1), and a `Request` takes none. */
const withoutIdleBody = (event: HttpEvent): HttpEvent =>
  ['GET', 'HEAD'].includes(event.requestContext.http.method) ? { ...event, body: null } : event

const isBinary = ({ headers }: Response): boolean => defaultIsContentTypeBinary(headers.get('content-type') ?? 'text/')

const base64 = async (response: Response): Promise<string> =>
  Buffer.from(await response.arrayBuffer()).toString('base64')

/** What a handler of an HTTP API may be told. */
export interface HttpHandlerOptions {
  /** Resolves when what requests began beside their answers is done. Default: they begin nothing. */
  readonly settled?: () => Promise<void>
}

/**
 * How long an answer waits for what was begun beside it, in milliseconds: a function is frozen with its answer, and what is
 * not done by then is done with the next one, or not at all.
 */
const patience = 50

/**
 * Answers the events of an HTTP API. Bytes are encoded here: `hono/aws-lambda` would do it letter by letter, which takes
 * longer than everything else that a download does.
 */
export const httpHandler = <Environment extends Env>(
  app: Hono<Environment>,
  { settled }: HttpHandlerOptions = {},
): ((event: HttpEvent, context?: InvocationContext) => Promise<APIGatewayProxyResult>) => {
  const encoded = new WeakMap<HttpEvent, string>()
  const fetch = async (request: Request, env: Invocation['Bindings']): Promise<Response> => {
    const response = await app.fetch(request, env)
    if (!isBinary(response)) return response
    encoded.set(env.event, await base64(response))
    return new Response(null, response)
  }
  // `handle` asks nothing else of an app.
  const answer = handle(Object.assign(new Hono<Invocation>(), { fetch }))
  return asInvocation(async (event: HttpEvent): Promise<APIGatewayProxyResult> => {
    const given = withoutIdleBody(withEncodedPath(event))
    const result = await answer(given)
    if (settled) await atMost(patience, settled())
    const body = encoded.get(given)
    return body === undefined ? result : { ...result, body, isBase64Encoded: true }
  })
}
