/** The routes of parked events: changes that came in as events and could not be made. */
import { empty, json } from '../answers.ts'
import { noBody } from '../body.ts'
import { pageRequest } from '../page-request.ts'
import { pageCursor, pageLimit, parkedInPath } from '../parameters.ts'
import { pageResource } from '../resources/page.ts'
import { parkedEventResource, parkedSummaryResource } from '../resources/parked.ts'
import { type Route, route } from '../route.ts'
import { parkedEventSchema, parkedPageSchema } from '../schemas/parked.ts'
import { changedResponse, changeRefusals, createdResponse, writtenAnswer } from '../writes.ts'

const path = '/parked/{id}'

const list = route({
  method: 'GET',
  path: '/parked',
  operationId: 'listParkedEvents',
  tag: 'Events',
  summary: 'List the events that were put aside',
  description: 'Newest first; may lag a little. Each is kept for 30 days.',
  scope: 'passes:read',
  parameters: { limit: pageLimit, cursor: pageCursor },
  body: noBody,
  responses: [{ status: 200, description: 'A page', schema: parkedPageSchema }],
  refusals: ['request/cursor-invalid'],
  handle: async ({ parked }, { parameters }) =>
    json(pageResource(await parked.list(pageRequest(parameters)), parkedSummaryResource)),
})

const read = route({
  method: 'GET',
  path,
  operationId: 'readParkedEvent',
  tag: 'Events',
  summary: 'Read an event that was put aside',
  description: 'With the event as it came, which holds the values of a pass.',
  scope: 'passes:read',
  parameters: { id: parkedInPath },
  body: noBody,
  responses: [{ status: 200, description: 'The event', schema: parkedEventSchema }],
  refusals: ['parked/not-found'],
  handle: async ({ parked }, { parameters }) => json(parkedEventResource(await parked.read(parameters.id))),
})

const retry = route({
  method: 'POST',
  path: `${path}/retry`,
  operationId: 'retryParkedEvent',
  tag: 'Events',
  summary: 'Make the change of an event that was put aside',
  description: 'Once its cause is mended. If the change is made, the event is dropped; otherwise it stays.',
  scope: 'passes:write',
  parameters: { id: parkedInPath },
  body: noBody,
  responses: [createdResponse, changedResponse],
  refusals: [
    ...changeRefusals,
    'parked/not-found',
    'parked/not-kept',
    'event/invalid',
    'event/stale',
    'event/too-many-sources',
    'request/json-invalid',
    'template/not-found',
    'template/pass-type-mismatch',
    'pass/serial-number-guessable',
  ],
  handle: async ({ parked }, { parameters }) => writtenAnswer(await parked.retry(parameters.id)),
})

const drop = route({
  method: 'DELETE',
  path,
  operationId: 'dropParkedEvent',
  tag: 'Events',
  summary: 'Drop an event that was put aside',
  description: 'Its change is not made. It may be repeated.',
  scope: 'passes:write',
  parameters: { id: parkedInPath },
  body: noBody,
  responses: [{ status: 204, description: 'It is dropped' }],
  refusals: [],
  handle: async ({ parked }, { parameters }) => {
    await parked.drop(parameters.id)
    return empty(204)
  },
})

/** The routes of parked events. */
export const parkedRoutes: readonly Route[] = [list, read, retry, drop]
