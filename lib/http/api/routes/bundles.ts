/** The route of bundles: several passes in one file. */
import { isPassTypeIdentifier, isSerialNumber } from '../../../core/format/identifiers.ts'
import type { PassId } from '../../../ports/records.ts'
import { limits } from '../../../service/limits.ts'
import { attachmentResponse, bundleMediaType } from '../../file-response.ts'
import { seeOther } from '../answers.ts'
import { jsonBody } from '../body.ts'
import { type Route, route } from '../route.ts'
import type { Valid } from '../schema.ts'
import { bundleRequestSchema } from '../schemas/pass.ts'

/** The schema has let nothing else through; here the compiler learns it. */
const passIdsOf = ({ passes }: Valid<typeof bundleRequestSchema>): readonly PassId[] =>
  passes.flatMap(({ passTypeIdentifier, serialNumber }) =>
    isPassTypeIdentifier(passTypeIdentifier) && isSerialNumber(serialNumber)
      ? [{ passTypeIdentifier, serialNumber }]
      : [],
  )

/** The routes of bundles. */
export const bundleRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/bundles',
    operationId: 'bundlePasses',
    tag: 'Passes',
    summary: 'Get several signed passes as one file',
    description: `A \`.pkpasses\`, from which Wallet adds all at once. Above ${limits.passBytes} bytes the answer leads to the file: whoever follows redirects gets the bytes either way. Such a file is stored for a day at most.`,
    scope: 'passes:read',
    parameters: {},
    body: jsonBody(bundleRequestSchema),
    responses: [
      { status: 200, description: 'The bundle', mediaType: bundleMediaType, headers: ['Content-Disposition'] },
      {
        status: 303,
        description: `Where the bundle can be got for ${limits.bundleSeconds / 60} minutes, without an API key`,
        headers: ['Location'],
      },
    ],
    refusals: ['pass/not-found', 'pass/erased', 'signer/missing', 'signer/unusable', 'bundle/too-large'],
    handle: async ({ passes }, { body }) => {
      const bundle = await passes.bundle(passIdsOf(body))
      return bundle.kind === 'stored'
        ? seeOther(bundle.url)
        : attachmentResponse(bundle.bytes, { mediaType: bundleMediaType, fileName: bundle.fileName })
    },
  }),
]
