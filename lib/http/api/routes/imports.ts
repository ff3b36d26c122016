/** The routes of imports: issuing and changing passes in bulk, from files. */
import { importAddress } from '../addresses.ts'
import { json } from '../answers.ts'
import { jsonBody, noBody } from '../body.ts'
import { pageRequest } from '../page-request.ts'
import { importInPath, pageCursor, pageLimit } from '../parameters.ts'
import { importDetailsResource, importResource, startedImportResource } from '../resources/import.ts'
import { pageResource } from '../resources/page.ts'
import { type Route, route } from '../route.ts'
import { importDetailsSchema, importPageSchema, importRequestSchema, startedImportSchema } from '../schemas/import.ts'

/** The routes of imports. */
export const importRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/imports',
    operationId: 'startImport',
    tag: 'Imports',
    summary: 'Make room for a file of rows to import',
    description:
      'Send the file with the request that the answer describes; the import begins when it has arrived. Each row issues a pass or changes one, once however often it is tried; a row that fails stops no other. Files that come to lie below `imports/` in the bucket of passes in another way are imported as well.',
    scope: 'passes:import',
    parameters: {},
    body: jsonBody(importRequestSchema),
    responses: [
      {
        status: 201,
        description: 'The import, and how to send its file',
        schema: startedImportSchema,
        headers: ['Location'],
      },
    ],
    refusals: ['request/too-large', 'template/not-found', 'template/pass-type-unknown'],
    handle: async ({ imports }, { body }) => {
      const started = await imports.start(body)
      return json(startedImportResource(started), 201, { Location: importAddress(started.import.id) })
    },
  }),
  route({
    method: 'GET',
    path: '/imports',
    operationId: 'listImports',
    tag: 'Imports',
    summary: 'List the imports, newest first',
    description: 'They are remembered for 30 days.',
    scope: 'passes:import',
    parameters: { limit: pageLimit, cursor: pageCursor },
    body: noBody,
    responses: [{ status: 200, description: 'A page', schema: importPageSchema }],
    refusals: ['request/cursor-invalid'],
    handle: async ({ imports }, { parameters }) =>
      json(pageResource(await imports.list(pageRequest(parameters)), importResource)),
  }),
  route({
    method: 'GET',
    path: '/imports/{id}',
    operationId: 'readImport',
    tag: 'Imports',
    summary: 'Read an import: how far it is, and where its result is',
    scope: 'passes:import',
    parameters: { id: importInPath },
    body: noBody,
    responses: [{ status: 200, description: 'The import', schema: importDetailsSchema }],
    refusals: ['import/not-found'],
    handle: async ({ imports }, { parameters: { id } }) => json(importDetailsResource(await imports.read(id))),
  }),
]
