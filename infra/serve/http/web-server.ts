/** The HTTP server: takes requests, has them answered, and stops when the last answer is on its way. */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { asInvocation } from '../../../lib/adapters/lambda/invocation.ts'
import { logFailure } from '../../../lib/adapters/lambda/log.ts'
import { readBody } from '../../../lib/http/request/read-body.ts'
import { ServiceError } from '../../../lib/service/errors.ts'
import type { ServeOptions } from '../options.ts'
import { ServeError } from '../serve-error.ts'
import { closing } from './closing.ts'
import type { WebApp } from './web-app.ts'

/** A server that listens. */
export interface WebServer {
  /** `http://127.0.0.1:8080`. */
  readonly origin: string
  /** Takes no more requests, and resolves when those under way are answered. */
  readonly stop: () => Promise<void>
}

/** What is heard of every request: nothing that its path or headers say. */
export interface Answered {
  readonly requestId: string
  /** `api`, `wallet` or `download`. */
  readonly face: string
  readonly method: string
  readonly status: number
  readonly milliseconds: number
}

/** In milliseconds. A load balancer keeps connections for 60 s: it, not we, should be the one to close them. */
const keepAlive = 65_000

const limits = {
  // As an HTTP API of AWS has them.
  maxHeaderSize: 10_240,
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  keepAliveTimeout: keepAlive,
}

/** In milliseconds. No answer takes so long to begin. */
const usualStall = 60_000

/** What a function can be handed. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const mostBytes = 6 * 1024 * 1024

/**
 * A request that is there to the end. As with an HTTP API, nothing is begun before: a body that is left unread would cost
 * whoever sends it the connection, and the answer with it.
 */
const whole = async (request: Request): Promise<Request> => {
  if (request.body === null) return request
  const body = await readBody(request, { maxBytes: mostBytes })
  const { method, headers } = request
  return new Request(request.url, { method, headers, ...(body.length === 0 ? {} : { body }) })
}

/** The answer to a request that never reaches the app. */
const refusal = (error: unknown, requestId: string): Response => {
  const status = error instanceof ServiceError ? error.status : 500
  if (status === 500) logFailure({ code: 'serve/not-answered', error, requestId })
  return new Response(null, { status, headers: { connection: 'close' } })
}

/** Answers a request and tells of it. */
const answering = (app: WebApp, onAnswer: (answered: Answered) => void, isStopping: () => boolean) =>
  // Figures are kept until a request ends, as they are for a function.
  asInvocation(async (request: Request): Promise<Response> => {
    const [requestId, start] = [crypto.randomUUID(), performance.now()]
    const { name, fetch } = app.faceOf(new URL(request.url).pathname)
    const response = await whole(request)
      .then((asked) => fetch(asked, { requestContext: { requestId } }))
      .catch((error: unknown) => refusal(error, requestId))
    const milliseconds = Math.round(performance.now() - start)
    // Who keeps its connection is told to come back by another one.
    if (isStopping()) response.headers.set('connection', 'close')
    onAnswer({ requestId, face: name, method: request.method, status: response.status, milliseconds })
    return response
  })

type Listener = ReturnType<typeof getRequestListener>

const serverOf = ({ tls }: ServeOptions, listener: Listener): Server => {
  if (!tls) return createServer(limits, listener)
  const { certificateFile, keyFile } = tls
  try {
    const files = { cert: readFileSync(certificateFile), key: readFileSync(keyFile) }
    return createTlsServer({ ...limits, ...files, handshakeTimeout: limits.headersTimeout }, listener)
  } catch (cause) {
    const message = `${certificateFile} and ${keyFile} are no PEM files of a certificate and its key`
    throw new ServeError('serve/usage', message, { cause })
  }
}

const listen = async (server: Server, { host, port }: ServeOptions): Promise<void> => {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
  } catch (cause) {
    const message = `${host}:${port} cannot be listened on: stop what does, or choose another --port or --host`
    throw new ServeError('serve/listen', message, { cause })
  }
}

/**
 * Starts the server.
 *
 * @param stall who takes nothing of an answer for so long, in milliseconds, gets no more of it. Default: a minute
 * @throws ServeError `serve/listen`, or `serve/usage` for files of TLS that are none
 */
export const startWebServer = async (
  options: ServeOptions,
  app: WebApp,
  onAnswer: (answered: Answered) => void,
  stall = usualStall,
): Promise<WebServer> => {
  let isStopping = false
  const answer = answering(app, onAnswer, () => isStopping)
  const listener = getRequestListener((request) => answer(request), { overrideGlobalObjects: false })
  const server = serverOf(options, listener).setTimeout(stall)
  const close = closing(server)
  await listen(server, options)
  const { port } = server.address() as AddressInfo
  return {
    origin: `${options.tls ? 'https' : 'http'}://${options.host}:${port}`,
    stop: async () => {
      isStopping = true
      await close()
      await app.settled()
    },
  }
}
