/** The HTTP gateway: real HTTP on one side, events and answers of functions on the other. */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Invoke } from '../../pollers/invocation.ts'
import { type GatewayAnswer, internalError, message, toAnswer } from './answer.ts'
import type { Door } from './doors.ts'
import { decodedPath, type GatewayRequest, toEvent } from './event.ts'
import { findRoute, type Route } from './routes.ts'

/** What the gateway is made of. */
export interface GatewayOptions {
  readonly routes: readonly Route<Invoke>[]
  /** Answers all requests in place of the routes: while the stack is starting. Default: the routes answer. */
  readonly ownAnswer?: GatewayAnswer
  /** Take requests that are none of an HTTP API's, before anything is read of them. Default: none. */
  readonly doors?: readonly Door[]
}

const mebibyte = 1024 * 1024

/** What an HTTP API takes. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const requestBytes = 10 * mebibyte
const headerBytes = 10_240
const integrationSeconds = 30

/** What a function takes and gives. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const payloadBytes = 6 * mebibyte

const tooLarge = message(413, 'Request Entity Too Large')

/** The body of a request; undefined as soon as it is larger than an HTTP API takes. The rest is read and dropped. */
const readBody = async (request: IncomingMessage): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes: Uint8Array = chunk
    size += bytes.length
    if (size > requestBytes) chunks.length = 0
    else chunks.push(bytes)
  }
  return size > requestBytes ? undefined : Buffer.concat(chunks)
}

const headersOf = (rawHeaders: readonly string[]): readonly (readonly [string, string])[] =>
  rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []))

const timedOut = Symbol('timed out')

const within = async <Value>(seconds: number, promise: Promise<Value>): Promise<Value | typeof timedOut> => {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<typeof timedOut>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000, timedOut)
  })
  try {
    return await Promise.race([promise, limit])
  } finally {
    clearTimeout(timer)
  }
}

const ask = async (invoke: Invoke, event: string): Promise<GatewayAnswer> => {
  if (Buffer.byteLength(event) > payloadBytes) return tooLarge
  const outcome = await within(integrationSeconds, invoke(event))
  if (outcome === timedOut) return message(503, 'Service Unavailable')
  if (!outcome.ok || Buffer.byteLength(outcome.payload) > payloadBytes) return internalError
  return toAnswer(outcome.payload)
}

const answerTo = async (
  { routes, ownAnswer }: GatewayOptions,
  request: Omit<GatewayRequest, 'body'>,
  readBytes: () => Promise<Uint8Array | undefined>,
): Promise<GatewayAnswer> => {
  const path = decodedPath(request.target)
  if (path === undefined) return message(400, 'Bad Request')
  const body = await readBytes()
  if (body === undefined) return tooLarge
  if (ownAnswer) return ownAnswer
  const match = findRoute(routes, request.method, path)
  if (!match) return message(404, 'Not Found')
  const { route, parameters } = match
  return await ask(
    route.target,
    JSON.stringify(toEvent({ ...request, body }, path, { routeKey: route.key, parameters })),
  )
}

/** The length of the body is counted here, but for HEAD, where only the function knows what a GET would bring. */
const send = (response: ServerResponse, answer: GatewayAnswer, method: string, requestId: string): void => {
  const isHead = method === 'HEAD'
  const hasNoBody = answer.status === 204 || answer.status === 304 || answer.status < 200
  const own = answer.headers.filter(([name]) => name !== 'content-length' || isHead)
  const length: readonly (readonly [string, string])[] =
    isHead || hasNoBody ? [] : [['content-length', String(answer.body.length)]]
  response.writeHead(answer.status, [...own, ...length, ['apigw-requestid', requestId] as const].flat())
  response.end(isHead || hasNoBody ? undefined : answer.body)
}

const handle = async (options: GatewayOptions, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const method = request.method ?? 'GET'
  const requestId = randomUUID()
  const facts = {
    method,
    target: request.url ?? '/',
    httpVersion: request.httpVersion,
    headers: headersOf(request.rawHeaders),
    sourceIp: (request.socket.remoteAddress ?? '127.0.0.1').replace('::ffff:', ''),
    requestId,
    now: Date.now(),
  }
  try {
    send(response, await answerTo(options, facts, () => readBody(request)), method, requestId)
  } catch {
    // The client has gone, or the function's answer had a header that no client could read.
    if (response.headersSent) response.destroy()
    else send(response, internalError, method, requestId)
  }
}

/** Makes the gateway; it does not listen yet, so that its port can be taken before there is anything to serve. */
export const makeGateway = (optionsOf: () => GatewayOptions): Server =>
  createServer({ maxHeaderSize: headerBytes, keepAlive: true }, (request, response) => {
    const options = optionsOf()
    if (!options.doors?.some((takes) => takes(request, response))) void handle(options, request, response)
  })
