/** The route of timelines. */
import { json } from '../answers.ts'
import { noBody } from '../body.ts'
import { pageRequest } from '../page-request.ts'
import { deviceInQuery, pageCursor, pageLimit, passType, serialNumber } from '../parameters.ts'
import { timelineResource } from '../resources/timeline.ts'
import { type Route, route } from '../route.ts'
import { timelineSchema } from '../schemas/timeline.ts'
import { passIdOf } from '../writes.ts'

const read = route({
  method: 'GET',
  path: '/passes/{type}/{serial}/timeline',
  operationId: 'readTimeline',
  tag: 'Passes',
  summary: 'Read what happened to a pass, and why it did not update',
  description: [
    'The steps of the pass and of up to 20 devices that hold it, newest first; the first page says in `why` which step the newest version lacks. May lag a little behind what happens. A pass that is not there has a timeline, too: `why` says so.',
    'Steps are kept for 90 days. Each is one write of a table: a change that comes to one phone makes six of them (changed, built, announced, pushed, listed, fetched), and an answer that nothing has changed makes none. For templates whose audience is `many`, no steps of single devices are kept.',
    'A page reads the record, the list of holders, and a list of steps for the pass and each device; the first page reads each device besides, and a breaker or the template as the case may be: 5 to 7 reads for a pass on one device.',
  ].join('\n\n'),
  scope: 'passes:read',
  parameters: { type: passType, serial: serialNumber, device: deviceInQuery, limit: pageLimit, cursor: pageCursor },
  body: noBody,
  responses: [{ status: 200, description: 'A page', schema: timelineSchema }],
  refusals: ['request/cursor-invalid'],
  handle: async ({ timeline }, { parameters }) => {
    const { device } = parameters
    const request = { page: pageRequest(parameters), ...(device === undefined ? {} : { device }) }
    return json(timelineResource(await timeline.read(passIdOf(parameters), request)))
  },
})

/** The route of timelines. */
export const timelineRoutes: readonly Route[] = [read]
