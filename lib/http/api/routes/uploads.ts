/** The route of uploads: room for what is too large to be sent through a function. */
import { json } from '../answers.ts'
import { jsonBody } from '../body.ts'
import { uploadResource } from '../resources/upload.ts'
import { type Route, route } from '../route.ts'
import { uploadRequestSchema, uploadSchema } from '../schemas/upload.ts'

/** The routes of uploads. */
export const uploadRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/uploads',
    operationId: 'startUpload',
    tag: 'Packages',
    summary: 'Make room for an upload',
    description:
      'Send the template or package with the request that the answer describes, then have it published or inspected. It is used once, within a day.',
    scope: ['templates:write', 'packages:inspect'],
    parameters: {},
    body: jsonBody(uploadRequestSchema),
    responses: [{ status: 201, description: 'How to upload', schema: uploadSchema }],
    refusals: [],
    handle: async ({ uploads }, { body }) => json(uploadResource(await uploads.start(body.bytes)), 201),
  }),
]
