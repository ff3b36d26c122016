/** The route by which passes of another system are taken over. */
import { limits } from '../../../service/limits.ts'
import { jsonBody } from '../body.ts'
import { passType, serialNumber } from '../parameters.ts'
import { adoptedPassResource } from '../resources/pass.ts'
import { type Route, route } from '../route.ts'
import { adoptedPassSchema, adoptionRequestSchema } from '../schemas/adoption.ts'
import { contentRefusals, createdResponse, passIdOf, writtenAnswer } from '../writes.ts'

/** Whole seconds, if it is a moment with whole seconds: what is none is told to the service as it is. */
const secondsOf = (lastModified: string): number => Date.parse(lastModified) / 1000

const adopt = route({
  method: 'POST',
  path: '/passes/{type}/{serial}/adopt',
  operationId: 'adoptPass',
  tag: 'Passes',
  summary: 'Take over a pass that another system issued',
  description: `Devices go on with the authentication token and the date that they have; none is woken. The same again changes nothing and adds the registrations that are missing, up to ${limits.adoption.registrations} at once. The pass type has to be one that the stage adopts.`,
  scope: 'passes:adopt',
  parameters: { type: passType, serial: serialNumber },
  body: jsonBody(adoptionRequestSchema),
  responses: [
    { ...createdResponse, schema: adoptedPassSchema, headers: ['ETag', 'Location'] },
    { status: 200, description: 'It was adopted before', schema: adoptedPassSchema, headers: ['ETag'] },
  ],
  refusals: [
    ...contentRefusals,
    'adoption/not-allowed',
    'adoption/invalid',
    'template/not-found',
    'template/pass-type-mismatch',
    'pass/exists',
    'pass/erased',
    'pass/not-found',
    'pass/busy',
    'registration/too-many',
  ],
  handle: async ({ passes }, { parameters, body }) => {
    const adopted = await passes.adopt(passIdOf(parameters), { ...body, lastModified: secondsOf(body.lastModified) })
    return writtenAnswer(adopted, adoptedPassResource(adopted))
  },
})

/** The route of adoption. */
export const adoptionRoutes: readonly Route[] = [adopt]
