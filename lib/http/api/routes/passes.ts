/** The routes of passes: issuing, reading, changing, erasing. */

import { entityTag } from '../../request/entity-tags.ts'
import { empty, json } from '../answers.ts'
import { jsonBody, noBody } from '../body.ts'
import { pageRequest } from '../page-request.ts'
import {
  idempotencyKey,
  ifAbsent,
  ifMatch,
  ifNoneMatch,
  pageCursor,
  pageLimit,
  passType,
  serialNumber,
  templateInQuery,
} from '../parameters.ts'
import { pageResource } from '../resources/page.ts'
import { passResource, passSummaryResource } from '../resources/pass.ts'
import { type Route, route } from '../route.ts'
import { passChangeSchema, passContentSchema, passPageSchema, passSchema } from '../schemas/pass.ts'
import {
  changedResponse,
  changeRefusals,
  contentRefusals,
  createdResponse,
  passIdOf,
  preconditionsOf,
  writtenAnswer,
} from '../writes.ts'

const thePass = { type: passType, serial: serialNumber }
const path = '/passes/{type}/{serial}'

/** `POST …/void` and `POST …/reinstate`. */
const voiding = (voided: boolean, action: string, operationId: string, summary: string): Route =>
  route({
    method: 'POST',
    path: `${path}/${action}`,
    operationId,
    tag: 'Passes',
    summary,
    scope: 'passes:write',
    parameters: { ...thePass, ifMatch, idempotencyKey },
    body: noBody,
    responses: [changedResponse],
    refusals: changeRefusals,
    handle: async ({ passes }, request) =>
      writtenAnswer(await passes.setVoided(passIdOf(request.parameters), voided, await preconditionsOf(request))),
  })

const create = route({
  method: 'POST',
  path: '/passes',
  operationId: 'createPass',
  tag: 'Passes',
  summary: 'Issue a pass with a serial number made here',
  description: 'For passes that you know by no number of your own. Repeat it only with an Idempotency-Key.',
  scope: 'passes:write',
  parameters: { idempotencyKey },
  body: jsonBody(passContentSchema),
  responses: [createdResponse],
  refusals: [
    ...contentRefusals,
    'template/not-found',
    'pass/not-found',
    'pass/erased',
    'pass/busy',
    'idempotency/key-reused',
  ],
  handle: async ({ passes }, request) =>
    writtenAnswer(await passes.create(request.body, await preconditionsOf(request))),
})

const list = route({
  method: 'GET',
  path: '/passes',
  operationId: 'listPasses',
  tag: 'Passes',
  summary: 'List the passes of a template',
  description: 'In no particular order; may lag behind writes.',
  scope: 'passes:read',
  parameters: { template: templateInQuery, limit: pageLimit, cursor: pageCursor },
  body: noBody,
  responses: [{ status: 200, description: 'A page', schema: passPageSchema }],
  refusals: ['template/not-found', 'request/cursor-invalid'],
  handle: async ({ passes }, { parameters }) =>
    json(pageResource(await passes.list(parameters.template, pageRequest(parameters)), passSummaryResource)),
})

const put = route({
  method: 'PUT',
  path,
  operationId: 'putPass',
  tag: 'Passes',
  summary: 'Issue a pass, or replace its contents',
  description: 'The serial number is yours, such as that of a ticket. The images of a pass stay.',
  scope: 'passes:write',
  parameters: { ...thePass, ifMatch, ifAbsent, idempotencyKey },
  body: jsonBody(passContentSchema),
  responses: [createdResponse, changedResponse],
  refusals: [
    ...contentRefusals,
    'template/not-found',
    'template/pass-type-mismatch',
    'template/pass-type-unknown',
    'pass/serial-number-guessable',
    'pass/erased',
    'pass/exists',
    'pass/revision-stale',
    'pass/busy',
    'idempotency/key-reused',
  ],
  handle: async ({ passes }, request) =>
    writtenAnswer(await passes.put(passIdOf(request.parameters), request.body, await preconditionsOf(request))),
})

const read = route({
  method: 'GET',
  path,
  operationId: 'readPass',
  tag: 'Passes',
  summary: 'Read a pass',
  scope: 'passes:read',
  parameters: { ...thePass, ifNoneMatch },
  body: noBody,
  responses: [
    { status: 200, description: 'The pass', schema: passSchema, headers: ['ETag'] },
    { status: 304, description: 'The pass is still at that revision', headers: ['ETag'] },
  ],
  refusals: ['pass/not-found', 'pass/erased'],
  handle: async ({ passes }, { parameters }) => {
    const pass = await passes.read(passIdOf(parameters))
    const headers = { ETag: entityTag(pass.revision) }
    const known = parameters.ifNoneMatch ?? []
    return known === 'any' || known.includes(pass.revision)
      ? empty(304, headers)
      : json(passResource(pass), 200, headers)
  },
})

const patch = route({
  method: 'PATCH',
  path,
  operationId: 'patchPass',
  tag: 'Passes',
  summary: 'Change a pass',
  description: 'Changes some values, moves to another template or template version, or both.',
  scope: 'passes:write',
  parameters: { ...thePass, ifMatch, idempotencyKey },
  body: jsonBody(passChangeSchema, { mediaTypes: ['application/merge-patch+json', 'application/json'] }),
  responses: [changedResponse],
  refusals: [...changeRefusals, 'template/not-found', 'template/pass-type-mismatch', 'pass/serial-number-guessable'],
  handle: async ({ passes }, request) =>
    writtenAnswer(await passes.patch(passIdOf(request.parameters), request.body, await preconditionsOf(request))),
})

const erase = route({
  method: 'DELETE',
  path,
  operationId: 'erasePass',
  tag: 'Passes',
  summary: 'Erase a pass',
  description: 'Erases its values, images, signed files and history for good. It may be repeated.',
  scope: 'passes:erase',
  parameters: { ...thePass, ifMatch },
  body: noBody,
  responses: [{ status: 204, description: 'It is erased' }],
  refusals: ['pass/not-found', 'pass/revision-stale', 'pass/busy'],
  handle: async ({ passes }, request) => {
    await passes.erase(passIdOf(request.parameters), await preconditionsOf(request))
    return empty(204)
  },
})

/** The routes of passes. */
export const passRoutes: readonly Route[] = [
  create,
  list,
  put,
  read,
  patch,
  erase,
  voiding(true, 'void', 'voidPass', 'Mark a pass as void'),
  voiding(false, 'reinstate', 'reinstatePass', 'Mark a pass as valid again'),
]
