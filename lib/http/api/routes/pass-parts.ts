/** The routes of what belongs to a pass: its images, its signed file. */
import { limits } from '../../../service/limits.ts'
import { fileResponse, passMediaType } from '../../file-response.ts'
import { noBody, rawBody } from '../body.ts'
import { idempotencyKey, ifMatch, imageName, passType, serialNumber } from '../parameters.ts'
import { type Route, route } from '../route.ts'
import { changedResponse, changeRefusals, passIdOf, preconditionsOf, writtenAnswer } from '../writes.ts'

const thePass = { type: passType, serial: serialNumber }
const path = '/passes/{type}/{serial}'

const putImage = route({
  method: 'PUT',
  path: `${path}/images/{name}`,
  operationId: 'putPassImage',
  tag: 'Passes',
  summary: 'Give a pass an image of its own',
  description: `It takes the place of the template's image, in all scales and languages. A pass has at most ${limits.imagesOfRecord}.`,
  scope: 'passes:write',
  parameters: { ...thePass, name: imageName, ifMatch, idempotencyKey },
  body: rawBody(
    ['image/png'],
    { maxBytes: limits.imageBytes, remedy: 'send a smaller image; Wallet shows none in more than 1125 by 432 pixels' },
    `A PNG of at most ${limits.imageBytes} bytes`,
  ),
  responses: [changedResponse],
  refusals: changeRefusals,
  handle: async ({ passes }, request) => {
    const { parameters, body } = request
    const written = await passes.putImage(passIdOf(parameters), parameters.name, body, await preconditionsOf(request))
    return writtenAnswer(written)
  },
})

const removeImage = route({
  method: 'DELETE',
  path: `${path}/images/{name}`,
  operationId: 'removePassImage',
  tag: 'Passes',
  summary: 'Take an image of its own from a pass',
  scope: 'passes:write',
  parameters: { ...thePass, name: imageName, ifMatch, idempotencyKey },
  body: noBody,
  responses: [changedResponse],
  refusals: [...changeRefusals, 'pass/image-not-found'],
  handle: async ({ passes }, request) => {
    const { parameters } = request
    return writtenAnswer(
      await passes.removeImage(passIdOf(parameters), parameters.name, await preconditionsOf(request)),
    )
  },
})

const file = route({
  method: 'GET',
  path: `${path}/file`,
  operationId: 'readPassFile',
  tag: 'Passes',
  summary: 'Get the signed pass',
  description: 'The very bytes that a download link gives, for attachments of e-mails and for apps of your own.',
  scope: 'passes:read',
  parameters: thePass,
  body: noBody,
  responses: [
    {
      status: 200,
      description: 'The signed pass',
      mediaType: passMediaType,
      headers: ['Last-Modified', 'Content-Disposition'],
    },
  ],
  refusals: ['pass/not-found', 'pass/erased', 'signer/missing', 'signer/unusable'],
  handle: async ({ passes }, { parameters }) => fileResponse(await passes.file(passIdOf(parameters))),
})

/** The routes of what belongs to a pass. */
export const passPartRoutes: readonly Route[] = [putImage, removeImage, file]
