/**
 * Doors of the local stack that the service does not have: who holds a push token hears of pushes, and who has the API key
 * puts events on the bus.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { isObject, type Json, type JsonObject } from '../../../lib/core/format/json.ts'
import { sameSecret } from '../../../lib/core/links/same-secret.ts'
import { PutEventsRefusal } from '../events/event-bus.ts'
import type { Pushes } from '../phone/pushes.ts'

/** Takes a request that is not one of the service's. Whether it did. */
export type Door = (request: IncomingMessage, response: ServerResponse) => boolean

const pushesPath = /^\/-\/pushes\/([0-9a-f]{2,400})$/i
const eventsPath = '/-/events'

const mostListeners = 100
/** Often enough for whoever cuts connections that are idle, in milliseconds. */
const heartbeat = 15_000

const answer = (response: ServerResponse, status: number, body: JsonObject): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/**
 * `GET /-/pushes/<push token>`: an event stream with the pass type of each push. The token is secret enough: only its device
 * and the service know it.
 */
export const pushesDoor = ({ listen }: Pushes): Door => {
  let listeners = 0
  return ({ method, url = '' }, response) => {
    const [, token] = pushesPath.exec(url) ?? []
    if (token === undefined) return false
    if (method !== 'GET' || listeners >= mostListeners) {
      answer(response, method === 'GET' ? 503 : 405, { message: 'GET it, and not more than a hundred times at once' })
      return true
    }
    listeners += 1
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(': listening\n\n')
    const stop = listen(token, (passTypeIdentifier) =>
      response.write(`data: ${JSON.stringify({ passTypeIdentifier })}\n\n`),
    )
    const timer = setInterval(() => response.write(': still here\n\n'), heartbeat)
    response.on('close', () => {
      listeners -= 1
      clearInterval(timer)
      stop()
    })
    return true
  }
}

const mostBytes = 1024 * 1024

const readInput = async (request: IncomingMessage): Promise<JsonObject> => {
  if (Number(request.headers['content-length'] ?? mostBytes + 1) > mostBytes)
    throw new PutEventsRefusal('At most 1 MB.')
  try {
    const input: Json = JSON.parse(await text(request))
    return isObject(input) ? input : {}
  } catch (cause) {
    throw new PutEventsRefusal('The body is no JSON.', { cause })
  }
}

/**
 * `POST /-/events` with the API key: takes the input of EventBridge's `PutEvents` and gives its answer, in the stack in
 * memory, too, which has no EventBridge.
 */
export const eventsDoor = (key: string, putEvents: (input: JsonObject) => Promise<JsonObject>): Door => {
  const put = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      answer(response, 200, await putEvents(await readInput(request)))
    } catch (error) {
      if (!(error instanceof PutEventsRefusal)) throw error
      answer(response, 400, { message: error.message })
    }
  }
  return (request, response) => {
    if (request.url !== eventsPath) return false
    if (request.method !== 'POST') answer(response, 405, { message: 'POST the input of PutEvents' })
    else if (!sameSecret(`Bearer ${key}`, request.headers.authorization ?? '')) {
      answer(response, 401, { message: 'Authorization: Bearer, with the API key of the local stack' })
    } else put(request, response).catch(() => response.destroy())
    return true
  }
}
