/** The routes of templates: publishing and reading. */

import { limits } from '../../../service/limits.ts'
import type { Published } from '../../../service/service.ts'
import type { ProblemCode } from '../../problem/problem-codes.ts'
import { versionAddress } from '../addresses.ts'
import { json } from '../answers.ts'
import { archiveRefusals } from '../archive-refusals.ts'
import { noBody, rawBody } from '../body.ts'
import { pageRequest } from '../page-request.ts'
import { pageCursor, pageLimit, templateInPath, uploadInPath, versionInPath } from '../parameters.ts'
import { pageResource } from '../resources/page.ts'
import { publishedResource, templateDetailsResource, templateResource } from '../resources/template.ts'
import { type ResponseDefinition, type Route, route } from '../route.ts'
import { publishedSchema, templateDetailsSchema, templatePageSchema } from '../schemas/template.ts'

const publishResponses: readonly ResponseDefinition[] = [
  { status: 201, description: 'A new version', schema: publishedSchema, headers: ['Location'] },
  { status: 200, description: 'The newest version has these very files already', schema: publishedSchema },
]

const publishRefusals: readonly ProblemCode[] = [
  ...archiveRefusals,
  'template/file-missing',
  'template/file-invalid',
  'template/file-refused',
  'template/settings-invalid',
  'template/schema-invalid',
  'template/expression-invalid',
  'template/expression-refused',
  'template/pass-type-unknown',
  'template/identity-changed',
  'template/busy',
  'values/invalid',
  'values/not-fillable',
  'pass/refused',
  'pass/too-large',
]

const publishedAnswer = (published: Published): Response =>
  published.created
    ? json(publishedResource(published), 201, { Location: versionAddress(published.template) })
    : json(publishedResource(published))

/** The routes of templates. */
export const templateRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/templates',
    operationId: 'publishTemplate',
    tag: 'Templates',
    summary: 'Publish a template version',
    description:
      'Versions never change: what is published again with other files becomes the next one. A `.pkpasstemplate` of Pass Designer becomes a template whose name is made of its description.',
    scope: 'templates:write',
    parameters: {},
    body: rawBody(
      ['application/zip'],
      {
        maxBytes: limits.directArchiveBytes,
        remedy: 'send it by way of POST /api/v1/uploads, which takes larger ones',
      },
      `A zip of the template folder, or what Pass Designer saves, of at most ${limits.directArchiveBytes} bytes; for larger ones there are uploads`,
    ),
    responses: publishResponses,
    refusals: publishRefusals,
    handle: async ({ templates }, { body }) => publishedAnswer(await templates.publish(body)),
  }),
  route({
    method: 'POST',
    path: '/uploads/{id}/publish',
    operationId: 'publishUpload',
    tag: 'Templates',
    summary: 'Publish a template that was uploaded',
    scope: 'templates:write',
    parameters: { id: uploadInPath },
    body: noBody,
    responses: publishResponses,
    refusals: [...publishRefusals, 'upload/not-found', 'asset/too-large'],
    handle: async ({ templates }, { parameters: { id } }) => publishedAnswer(await templates.publishUpload(id)),
  }),
  route({
    method: 'GET',
    path: '/templates',
    operationId: 'listTemplates',
    tag: 'Templates',
    summary: 'List the templates, each with its newest version',
    scope: 'templates:read',
    parameters: { limit: pageLimit, cursor: pageCursor },
    body: noBody,
    responses: [{ status: 200, description: 'A page', schema: templatePageSchema }],
    refusals: ['request/cursor-invalid'],
    handle: async ({ templates }, { parameters }) =>
      json(pageResource(await templates.list(pageRequest(parameters)), templateResource)),
  }),
  route({
    method: 'GET',
    path: '/templates/{name}',
    operationId: 'readTemplate',
    tag: 'Templates',
    summary: 'Read the newest version of a template',
    scope: 'templates:read',
    parameters: { name: templateInPath },
    body: noBody,
    responses: [{ status: 200, description: 'The version', schema: templateDetailsSchema }],
    refusals: ['template/not-found'],
    handle: async ({ templates }, { parameters: { name } }) =>
      json(templateDetailsResource(await templates.read(name))),
  }),
  route({
    method: 'GET',
    path: '/templates/{name}/versions',
    operationId: 'listTemplateVersions',
    tag: 'Templates',
    summary: 'List the versions of a template, newest first',
    scope: 'templates:read',
    parameters: { name: templateInPath, limit: pageLimit, cursor: pageCursor },
    body: noBody,
    responses: [{ status: 200, description: 'A page', schema: templatePageSchema }],
    refusals: ['template/not-found', 'request/cursor-invalid'],
    handle: async ({ templates }, { parameters }) =>
      json(pageResource(await templates.versions(parameters.name, pageRequest(parameters)), templateResource)),
  }),
  route({
    method: 'GET',
    path: '/templates/{name}/versions/{version}',
    operationId: 'readTemplateVersion',
    tag: 'Templates',
    summary: 'Read a version of a template',
    scope: 'templates:read',
    parameters: { name: templateInPath, version: versionInPath },
    body: noBody,
    responses: [{ status: 200, description: 'The version', schema: templateDetailsSchema }],
    refusals: ['template/not-found'],
    handle: async ({ templates }, { parameters: { name, version } }) =>
      json(templateDetailsResource(await templates.read(name, Number(version)))),
  }),
]
