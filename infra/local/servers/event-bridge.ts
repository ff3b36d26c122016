/** Starts an EventBridge: `PutEvents`, and no more. There is none to be had ready-made. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { isObject } from '../../../lib/core/format/json.ts'
import { type EventBus, PutEventsRefusal } from '../events/event-bus.ts'
import { type LocalServer, listen } from './server.ts'

const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
}

const respond = async (bus: EventBus, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  try {
    const target = request.headers['x-amz-target']
    if (target !== 'AWSEvents.PutEvents') throw new PutEventsRefusal(`There is no operation ${target} here.`)
    const input: unknown = JSON.parse(await text(request))
    answer(response, 200, await bus.putEvents(isObject(input) ? input : {}))
  } catch (error) {
    if (error instanceof PutEventsRefusal)
      answer(response, 400, { __type: 'ValidationException', message: error.message })
    else answer(response, 500, { __type: 'InternalException', message: 'The local EventBridge failed.' })
  }
}

/** Starts it on the loopback address. @param bus the buses, once they are known */
export const startEventBridge = (bus: () => EventBus): Promise<LocalServer> =>
  listen(
    'EventBridge',
    createServer((request, response) => void respond(bus(), request, response)),
  )
