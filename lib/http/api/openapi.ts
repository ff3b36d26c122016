/** The description of the API: OpenAPI 3.1, written from the table of routes. */
import { isObject, type Json, type JsonObject } from '../../core/format/json.ts'
import { problemKinds } from '../problem/problem-codes.ts'
import { apiBase } from './addresses.ts'
import type { Parameter } from './parameter.ts'
import type { Authorization } from './principal.ts'
import { problemMediaType } from './problem-response.ts'
import type { ResponseDefinition, ResponseHeader, Route } from './route.ts'
import { livenessPath } from './routes/health.ts'
import * as adoptionSchemas from './schemas/adoption.ts'
import { healthSchema, livenessSchema } from './schemas/health.ts'
import * as importSchemas from './schemas/import.ts'
import * as inspectionSchemas from './schemas/inspection.ts'
import * as linkSchemas from './schemas/link.ts'
import * as parkedSchemas from './schemas/parked.ts'
import * as passSchemas from './schemas/pass.ts'
import { personalDataSchema } from './schemas/personal-data.ts'
import { findingSchema, problemSchema } from './schemas/problem.ts'
import * as rolloutSchemas from './schemas/rollout.ts'
import * as templateSchemas from './schemas/template.ts'
import * as timelineSchemas from './schemas/timeline.ts'
import * as uploadSchemas from './schemas/upload.ts'

/** Schemas with a name of their own. */
const named: Readonly<Record<string, JsonObject>> = {
  Finding: findingSchema,
  Problem: problemSchema,
  PassContent: passSchemas.passContentSchema,
  PassChange: passSchemas.passChangeSchema,
  Pass: passSchemas.passSchema,
  PassSummary: passSchemas.passSummarySchema,
  PassPage: passSchemas.passPageSchema,
  WrittenPass: passSchemas.writtenPassSchema,
  AdoptionRequest: adoptionSchemas.adoptionRequestSchema,
  AdoptedPass: adoptionSchemas.adoptedPassSchema,
  Timeline: timelineSchemas.timelineSchema,
  TimelineEvent: timelineSchemas.timelineEventSchema,
  Why: timelineSchemas.whySchema,
  LinkRequest: linkSchemas.linkRequestSchema,
  Link: linkSchemas.linkSchema,
  SealedRequest: linkSchemas.sealedRequestSchema,
  SealedLinks: linkSchemas.sealedLinksSchema,
  OrderRequest: linkSchemas.orderRequestSchema,
  EnrolmentRequest: linkSchemas.enrolmentRequestSchema,
  Revocation: linkSchemas.revocationSchema,
  PersonalData: personalDataSchema,
  Template: templateSchemas.templateSchema,
  TemplateDetails: templateSchemas.templateDetailsSchema,
  TemplatePage: templateSchemas.templatePageSchema,
  PublishedTemplate: templateSchemas.publishedSchema,
  RolloutRequest: rolloutSchemas.rolloutRequestSchema,
  Rollout: rolloutSchemas.rolloutSchema,
  RolloutPage: rolloutSchemas.rolloutPageSchema,
  ImportRequest: importSchemas.importRequestSchema,
  Import: importSchemas.importSchema,
  StartedImport: importSchemas.startedImportSchema,
  ImportDetails: importSchemas.importDetailsSchema,
  ImportPage: importSchemas.importPageSchema,
  BundleRequest: passSchemas.bundleRequestSchema,
  UploadRequest: uploadSchemas.uploadRequestSchema,
  Upload: uploadSchemas.uploadSchema,
  ParkedEvent: parkedSchemas.parkedEventSchema,
  ParkedSummary: parkedSchemas.parkedSummarySchema,
  ParkedPage: parkedSchemas.parkedPageSchema,
  Health: healthSchema,
  InspectionRequest: inspectionSchemas.inspectionRequestSchema,
  Inspection: inspectionSchemas.inspectionSchema,
  InspectedPass: inspectionSchemas.inspectedPassSchema,
  InspectedBundle: inspectionSchemas.inspectedBundleSchema,
  InspectedTemplate: inspectionSchemas.inspectedTemplateSchema,
  Certificate: inspectionSchemas.certificateSchema,
}

const names: ReadonlyMap<Json, string> = new Map(Object.entries(named).map(([name, schema]) => [schema, name]))

const contents = (json: Json): Json => {
  if (Array.isArray(json)) return json.map(withReferences)
  if (!isObject(json)) return json
  return Object.fromEntries(Object.entries(json).map(([key, member]) => [key, withReferences(member)]))
}

/** JSON in which references stand for the schemas that have a name. */
const withReferences = (json: Json): Json => {
  const name = names.get(json)
  return name === undefined ? contents(json) : { $ref: `#/components/schemas/${name}` }
}

const headers: Readonly<Record<ResponseHeader, JsonObject>> = {
  ETag: { description: 'The revision of the pass, for If-Match', schema: { type: 'string', examples: ['"7"'] } },
  Location: {
    description: 'Where the new resource, or the file, is',
    schema: { type: 'string', format: 'uri-reference' },
  },
  'Idempotency-Replayed': {
    description: 'An earlier request with the same Idempotency-Key did the work',
    schema: { type: 'string', enum: ['true'] },
  },
  'Last-Modified': { description: 'When this version of the pass came to be', schema: { type: 'string' } },
  'Content-Disposition': { description: 'A name for the file', schema: { type: 'string' } },
}

const parameterOf = ({ in: place, name, required, description, schema }: Parameter<unknown>): JsonObject => ({
  name,
  in: place,
  required,
  description,
  schema,
})

const requestBodyOf = ({ body }: Route): JsonObject => {
  if (body.mediaTypes.length === 0) return {}
  const media = body.schema === undefined ? {} : { schema: withReferences(body.schema) }
  const { description } = body
  return {
    requestBody: {
      ...(description === undefined ? {} : { description }),
      required: body.required,
      content: Object.fromEntries(body.mediaTypes.map((mediaType) => [mediaType, media])),
    },
  }
}

const responseOf = ({ description, schema, mediaType, headers: carried = [] }: ResponseDefinition): JsonObject => ({
  description,
  ...(carried.length === 0 ? {} : { headers: Object.fromEntries(carried.map((name) => [name, headers[name]])) }),
  ...(schema === undefined ? {} : { content: { 'application/json': { schema: withReferences(schema) } } }),
  ...(mediaType === undefined ? {} : { content: Object.fromEntries([mediaType].flat().map((type) => [type, {}])) }),
})

/** The refusals of one status: which codes there are, and what each means. */
const refusalOf = (codes: readonly (keyof typeof problemKinds)[]): JsonObject => ({
  description: codes.map((code) => `\`${code}\`: ${problemKinds[code].title}`).join('\n\n'),
  content: {
    [problemMediaType]: {
      schema: { allOf: [withReferences(problemSchema), { properties: { code: { enum: [...codes].sort() } } }] },
    },
  },
})

const refusalsOf = ({ refusals }: Route): Record<string, JsonObject> => {
  const statuses = new Set(refusals.map((code) => problemKinds[code].status))
  return Object.fromEntries(
    [...statuses].map((status) => [
      String(status),
      refusalOf(refusals.filter((code) => problemKinds[code].status === status)),
    ]),
  )
}

/** A refusal may have the status of an answer: then the media type tells them apart. */
const answersOf = (route: Route): JsonObject => {
  const refusals = refusalsOf(route)
  const answers = route.responses.map((response) => {
    const refusal = refusals[response.status]
    const answer = responseOf(response)
    if (!refusal) return [response.status, answer] as const
    const description = `${response.description}\n\n${String(refusal.description)}`
    return [
      response.status,
      { description, content: { ...Object(answer.content), ...Object(refusal.content) } },
    ] as const
  })
  return { ...refusals, ...Object.fromEntries(answers) }
}

/** Not below the base of the API. */
const onTheHost: JsonObject = { servers: [{ url: '/' }] }

const operationOf = (route: Route, kind: Authorization['kind']): JsonObject => ({
  operationId: route.operationId,
  tags: [route.tag],
  summary: route.summary,
  ...(route.description === undefined ? {} : { description: route.description }),
  security: kind === 'keys' ? [route.scope].flat().map((scope) => ({ keys: [scope] })) : [{ iam: [] }],
  ...(route.parameters.length === 0 ? {} : { parameters: route.parameters.map(parameterOf) }),
  ...requestBodyOf(route),
  ...(route.isBelowBase === false ? onTheHost : {}),
  responses: answersOf(route),
})

/** What anybody may ask, without a key: it refuses nobody. */
const liveness: JsonObject = {
  operationId: 'readHealth',
  tags: ['Health'],
  summary: 'Learn that the service answers',
  description: 'Nothing is looked at: see `/health/deep`.',
  security: [],
  ...onTheHost,
  responses: { 200: responseOf({ status: 200, description: 'It does', schema: livenessSchema }) },
}

const pathsOf = (routes: readonly Route[], kind: Authorization['kind']): JsonObject => {
  const paths: Record<string, Record<string, JsonObject>> = { [livenessPath]: { get: liveness } }
  for (const route of routes) {
    const path = paths[route.path] ?? {}
    path[route.method.toLowerCase()] = operationOf(route, kind)
    paths[route.path] = path
  }
  return paths
}

const securitySchemes: Readonly<Record<Authorization['kind'], JsonObject>> = {
  keys: { type: 'http', scheme: 'bearer', description: 'An API key: `pwk_…`. Its scopes say what it may do.' },
  iam: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'Signature Version 4 of AWS; policies of IAM say who may do what.',
  },
}

/** The OpenAPI document of some routes. */
export const describeApi = (routes: readonly Route[], kind: Authorization['kind']): JsonObject => ({
  openapi: '3.1.0',
  info: {
    title: 'Passwright',
    version: '1',
    description:
      'Issues Apple Wallet passes and keeps them up to date. Errors are problem details (RFC 9457) with stable codes.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: apiBase }],
  tags: [
    { name: 'Templates', description: 'What passes are made from: published once, never changed' },
    { name: 'Passes', description: 'What customers have in their wallets' },
    { name: 'Imports', description: 'Passes that are issued and changed in bulk, from files' },
    { name: 'Rollouts', description: 'All passes of a template, brought to another version' },
    { name: 'Links', description: 'How customers get them' },
    { name: 'Packages', description: 'Whatever passes came in, whoever made them' },
    { name: 'Events', description: 'Changes that came in as events and could not be made' },
    { name: 'Health', description: 'How it is with the deployment' },
  ],
  paths: pathsOf(routes, kind),
  components: {
    securitySchemes: { [kind]: securitySchemes[kind] },
    schemas: Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, contents(schema)])),
  },
})
