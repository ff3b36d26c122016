/** The routes of drawings: passes as pictures. */
import type { Drawing, DrawingRequest } from '../../../service/drawings/drawing-service.ts'
import { limits } from '../../../service/limits.ts'
import { bytesResponse, passMediaType } from '../../file-response.ts'
import { drawingPolicy } from '../../security-headers.ts'
import { openingRefusals } from '../archive-refusals.ts'
import { noBody, rawBody } from '../body.ts'
import { drawingFormat, drawingLanguage, drawingView, passType, serialNumber } from '../parameters.ts'
import { type ResponseDefinition, type Route, route } from '../route.ts'
import { passIdOf } from '../writes.ts'

const howToDraw = { view: drawingView, format: drawingFormat, language: drawingLanguage }

const responses: readonly ResponseDefinition[] = [
  { status: 200, description: 'The drawing', mediaType: ['image/svg+xml', 'image/png'] },
]

const answer = ({ bytes, mediaType }: Drawing): Response =>
  bytesResponse(bytes, mediaType, { 'Content-Security-Policy': drawingPolicy })

const requestOf = ({
  view,
  format,
  language,
}: {
  readonly [Name in keyof DrawingRequest]-?: DrawingRequest[Name] | undefined
}): DrawingRequest => ({
  ...(view ? { view } : {}),
  ...(format ? { format } : {}),
  ...(language ? { language } : {}),
})

const drawPass = route({
  method: 'GET',
  path: '/passes/{type}/{serial}/drawing',
  operationId: 'drawPass',
  tag: 'Passes',
  summary: 'See a pass',
  description:
    'As Wallet shows it, by what Apple documents of that; drawn of the record as it is now. Times are those of the places that they are written for.',
  scope: 'passes:read',
  parameters: { type: passType, serial: serialNumber, ...howToDraw },
  body: noBody,
  responses,
  refusals: ['pass/not-found', 'pass/erased', 'drawing/too-large'],
  handle: async ({ drawings }, { parameters }) =>
    answer(await drawings.ofPass(passIdOf(parameters), requestOf(parameters))),
})

const drawPackage = route({
  method: 'POST',
  path: '/drawings',
  operationId: 'drawPackage',
  tag: 'Packages',
  summary: 'See a pass, whoever made it',
  description: 'A `.pkpass`, signed or not, good or not; of a template, its placeholders. Nothing of it is stored.',
  scope: 'packages:inspect',
  parameters: howToDraw,
  body: rawBody(
    [passMediaType, 'application/zip', 'application/octet-stream'],
    { maxBytes: limits.directArchiveBytes, remedy: 'a pass that is larger than that is drawn by passwright preview' },
    `The bytes of the pass, at most ${limits.directArchiveBytes}`,
  ),
  responses,
  refusals: [...openingRefusals, 'drawing/no-pass', 'drawing/too-large'],
  handle: async ({ drawings }, { body, parameters }) => answer(await drawings.ofPackage(body, requestOf(parameters))),
})

/** The routes of drawings. */
export const drawingRoutes: readonly Route[] = [drawPass, drawPackage]
