/** The route of health for who looks after the deployment. */
import { json } from '../answers.ts'
import { noBody } from '../body.ts'
import { healthResource } from '../resources/health.ts'
import { type Route, route } from '../route.ts'
import { healthSchema } from '../schemas/health.ts'

/** Where anybody learns that somebody answers. */
export const livenessPath = '/health'

/** Both are on the host itself, where monitors look, and not below the base of the API. */
export const healthRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: `${livenessPath}/deep`,
    isBelowBase: false,
    operationId: 'readDeepHealth',
    tag: 'Health',
    summary: 'Look at everything that passes are issued, handed out and pushed with',
    description:
      'All at once, each look bounded in time: ten seconds at most. Sessions with the push service are opened once a minute at most. Nothing secret is told.',
    scope: 'health:read',
    parameters: {},
    body: noBody,
    responses: [
      { status: 200, description: 'Everything works; there may be warnings', schema: healthSchema },
      { status: 503, description: 'Something does not work: `fix` says what to do', schema: healthSchema },
    ],
    refusals: [],
    handle: async ({ health }) => {
      const report = await health.check()
      return json(healthResource(report), report.status === 'failure' ? 503 : 200)
    },
  }),
]
