/** The routes of rollouts: bringing all passes of a template to a version of it. */
import type { RolloutService } from '../../../service/service.ts'
import type { ProblemCode } from '../../problem/problem-codes.ts'
import { rolloutAddress } from '../addresses.ts'
import { json } from '../answers.ts'
import { jsonBody, noBody } from '../body.ts'
import { pageRequest } from '../page-request.ts'
import { pageCursor, pageLimit, rolloutInPath } from '../parameters.ts'
import { pageResource } from '../resources/page.ts'
import { listedRollout, rolloutResource } from '../resources/rollout.ts'
import { type Route, route } from '../route.ts'
import { rolloutPageSchema, rolloutRequestSchema, rolloutSchema } from '../schemas/rollout.ts'

interface Action {
  readonly name: 'pause' | 'resume' | 'abort'
  readonly summary: string
  readonly description: string
}

const actions: readonly Action[] = [
  { name: 'pause', summary: 'Pause a rollout', description: 'Within seconds. What it did so far stays.' },
  { name: 'resume', summary: 'Go on with a rollout', description: 'From where it was paused.' },
  {
    name: 'abort',
    summary: 'Abort a rollout',
    description: 'Within seconds, and for good. What it did stays; POST …/back takes that back.',
  },
]

const changeRefusals: readonly ProblemCode[] = ['rollout/not-found', 'rollout/busy']

const act = ({ name, summary, description }: Action): Route =>
  route({
    method: 'POST',
    path: `/rollouts/{id}/${name}`,
    operationId: `${name}Rollout`,
    tag: 'Rollouts',
    summary,
    description,
    scope: 'rollouts:write',
    parameters: { id: rolloutInPath },
    body: noBody,
    responses: [{ status: 200, description: 'The rollout as it is now', schema: rolloutSchema }],
    refusals: [...changeRefusals, 'rollout/ended'],
    handle: async ({ rollouts }, { parameters: { id } }) => json(rolloutResource(await rollouts[name](id))),
  })

const begun = async (beginning: ReturnType<RolloutService['start']>): Promise<Response> => {
  const rollout = await beginning
  return json(rolloutResource(rollout), 201, { Location: rolloutAddress(rollout.id) })
}

const begunResponse = {
  status: 201,
  description: 'The new rollout',
  schema: rolloutSchema,
  headers: ['Location'],
} as const

/** The routes of rollouts. */
export const rolloutRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/rollouts',
    operationId: 'startRollout',
    tag: 'Rollouts',
    summary: 'Start a rollout',
    description:
      'Goes through the passes of the template one page after the other, and gives way to other changes. Each pass is checked as with any other change; one that does not fit stays as it was, and is named. It may be run again: what was brought along stays. One of each template at a time.',
    scope: 'rollouts:write',
    parameters: {},
    body: jsonBody(rolloutRequestSchema),
    responses: [begunResponse],
    refusals: [
      'template/not-found',
      'rollout/running',
      'rollout/filter-too-large',
      'signer/missing',
      'signer/unusable',
    ],
    handle: ({ rollouts }, { body: { kind = 'template', ...rest } }) => begun(rollouts.start({ kind, ...rest })),
  }),
  route({
    method: 'GET',
    path: '/rollouts',
    operationId: 'listRollouts',
    tag: 'Rollouts',
    summary: 'List the rollouts, newest first',
    description: 'They are kept for a year.',
    scope: 'rollouts:read',
    parameters: { limit: pageLimit, cursor: pageCursor },
    body: noBody,
    responses: [{ status: 200, description: 'A page', schema: rolloutPageSchema }],
    refusals: ['request/cursor-invalid'],
    handle: async ({ rollouts }, { parameters }) =>
      json(pageResource(await rollouts.list(pageRequest(parameters)), listedRollout)),
  }),
  route({
    method: 'GET',
    path: '/rollouts/{id}',
    operationId: 'readRollout',
    tag: 'Rollouts',
    summary: 'Read a rollout, and how far it is',
    scope: 'rollouts:read',
    parameters: { id: rolloutInPath },
    body: noBody,
    responses: [{ status: 200, description: 'The rollout', schema: rolloutSchema }],
    refusals: ['rollout/not-found'],
    handle: async ({ rollouts }, { parameters: { id } }) => json(rolloutResource(await rollouts.read(id))),
  }),
  ...actions.map(act),
  route({
    method: 'POST',
    path: '/rollouts/{id}/back',
    operationId: 'takeRolloutBack',
    tag: 'Rollouts',
    summary: 'Take a rollout back',
    description:
      'Starts another one, which brings the passes that this one changed back to the version that each had before, but for those that were moved on since.',
    scope: 'rollouts:write',
    parameters: { id: rolloutInPath },
    body: noBody,
    responses: [begunResponse],
    refusals: ['rollout/not-found', 'rollout/running', 'rollout/not-reversible'],
    handle: ({ rollouts }, { parameters: { id } }) => begun(rollouts.back(id)),
  }),
]
