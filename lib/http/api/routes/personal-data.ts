/** The routes of what holders of passes have said of themselves: it is told and erased apart from the pass. */
import type { PersonalData } from '../../../service/service.ts'
import { empty, json } from '../answers.ts'
import { noBody } from '../body.ts'
import { passType, serialNumber } from '../parameters.ts'
import { moment } from '../resources/moment.ts'
import { type Route, route } from '../route.ts'
import type { Valid } from '../schema.ts'
import { personalDataSchema } from '../schemas/personal-data.ts'
import { passIdOf } from '../writes.ts'

const thePass = { type: passType, serial: serialNumber }
const path = '/passes/{type}/{serial}/personal-data'

const personalDataResource = ({ at, answers }: PersonalData): Valid<typeof personalDataSchema> => ({
  personalizedAt: moment(at),
  ...(answers ? { answers } : {}),
})

const read = route({
  method: 'GET',
  path,
  operationId: 'readPersonalData',
  tag: 'Passes',
  summary: 'Export what the holder of a pass has said',
  description:
    'The answers to the form of a personalizable pass. They are stored encrypted; what the template takes over of them stands in the values of the pass as well.',
  scope: 'personal-data:read',
  parameters: thePass,
  body: noBody,
  responses: [{ status: 200, description: 'The personal data', schema: personalDataSchema }],
  refusals: ['pass/not-found', 'pass/erased', 'pass/not-personalized'],
  handle: async ({ passes }, { parameters }) =>
    json(personalDataResource(await passes.personalData(passIdOf(parameters)))),
})

const erase = route({
  method: 'DELETE',
  path,
  operationId: 'erasePersonalData',
  tag: 'Passes',
  summary: 'Erase what the holder of a pass has said',
  description:
    'The pass stays personalized, and its values keep what the template takes over from the answers: change those with PATCH. It may be repeated.',
  scope: 'personal-data:erase',
  parameters: thePass,
  body: noBody,
  responses: [{ status: 204, description: 'It is erased' }],
  refusals: ['pass/not-found', 'pass/erased', 'pass/not-personalized', 'pass/busy'],
  handle: async ({ passes }, { parameters }) => {
    await passes.erasePersonalData(passIdOf(parameters))
    return empty(204)
  },
})

/** The routes of personal data. */
export const personalDataRoutes: readonly Route[] = [read, erase]
