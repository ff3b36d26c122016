/** The routes of packages: what can be told of a pass, whoever made it. */
import { limits } from '../../../service/limits.ts'
import { bundleMediaType, passMediaType } from '../../file-response.ts'
import { json } from '../answers.ts'
import { openingRefusals } from '../archive-refusals.ts'
import { jsonBody, rawBody } from '../body.ts'
import { profile, uploadInPath } from '../parameters.ts'
import { inspectionResource } from '../resources/inspection.ts'
import { type ResponseDefinition, type Route, route } from '../route.ts'
import { inspectionRequestSchema, inspectionSchema } from '../schemas/inspection.ts'

const responses: readonly ResponseDefinition[] = [
  { status: 200, description: 'What there is to tell, good or bad', schema: inspectionSchema },
]

const inspect = route({
  method: 'POST',
  path: '/inspect',
  operationId: 'inspectPackage',
  tag: 'Packages',
  summary: 'Look at a package, whoever made it',
  description:
    'A `.pkpass`, a `.pkpasses`, an unsigned pass or a template as a zip, or a `.pkpasstemplate`: who signed it, whether that holds, and everything that Wallet would mind. Nothing of it is stored. Only Apple is trusted; to have other roots trusted, upload the package.',
  scope: 'packages:inspect',
  parameters: { profile },
  body: rawBody(
    [passMediaType, bundleMediaType, 'application/zip', 'application/octet-stream'],
    {
      maxBytes: limits.directArchiveBytes,
      remedy: 'send it by way of POST /api/v1/uploads, which takes larger ones',
    },
    `The bytes of the package, at most ${limits.directArchiveBytes}; for larger ones there are uploads`,
  ),
  responses,
  refusals: openingRefusals,
  handle: async ({ packages }, { body, parameters }) =>
    json(inspectionResource(await packages.inspect(body, parameters.profile ? { profile: parameters.profile } : {}))),
})

const inspectUpload = route({
  method: 'POST',
  path: '/uploads/{id}/inspect',
  operationId: 'inspectUpload',
  tag: 'Packages',
  summary: 'Look at a package that was uploaded',
  scope: 'packages:inspect',
  parameters: { id: uploadInPath },
  body: jsonBody(inspectionRequestSchema, { absent: {} }),
  responses,
  refusals: [...openingRefusals, 'upload/not-found', 'asset/too-large', 'signer/certificate-unreadable'],
  handle: async ({ packages }, { body, parameters: { id } }) => {
    const { profile, trust } = body
    const options = { ...(profile ? { profile } : {}), ...(trust ? { roots: trust } : {}) }
    return json(inspectionResource(await packages.inspectUpload(id, options)))
  },
})

/** The routes of packages. */
export const packageRoutes: readonly Route[] = [inspect, inspectUpload]
