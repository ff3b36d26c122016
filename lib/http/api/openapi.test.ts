import { type Schema, Validator } from '@cfworker/json-schema'
import { describe, expect, it } from 'vitest'
import { isObject, type Json, type JsonObject } from '../../core/format/json.ts'
import { followSchema, keywordFindings } from '../../core/template/schema-soundness.ts'
import { scopes } from '../../ports/secrets.ts'
import { describeApi } from './openapi.ts'
import { routes } from './routes/routes.ts'

const api = describeApi(routes, 'keys')

const at = (json: Json | undefined, ...steps: readonly (string | number)[]): Json | undefined =>
  steps.reduce<Json | undefined>((node, step) => (node as Record<string, Json> | undefined)?.[step], json)

const operations = Object.entries(at(api, 'paths') as Record<string, JsonObject>).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation: operation as JsonObject })),
)

/** Those that take to be somebody. */
const authorised = operations.filter(({ path }) => path !== '/health')

/** Every object below a node. */
const objectsIn = (json: Json | undefined): JsonObject[] => {
  if (Array.isArray(json)) return json.flatMap(objectsIn)
  return isObject(json) ? [json, ...Object.values(json).flatMap(objectsIn)] : []
}

/** Every schema of the document: what stands under `schema`, and the components. */
const schemas: JsonObject[] = [
  ...objectsIn(at(api, 'paths')).flatMap(({ schema }) => (isObject(schema) ? [schema] : [])),
  ...Object.values(at(api, 'components', 'schemas') as JsonObject).filter(isObject),
]

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 and says where the API is', () => {
    expect(api).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Passwright', version: '1' },
      servers: [{ url: '/api/v1' }],
    })
  })

  it('has every route', () => {
    expect(operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort()).toEqual([
      'DELETE /parked/{id}',
      'DELETE /passes/{type}/{serial}',
      'DELETE /passes/{type}/{serial}/images/{name}',
      'DELETE /passes/{type}/{serial}/links',
      'DELETE /passes/{type}/{serial}/personal-data',
      'GET /health',
      'GET /health/deep',
      'GET /imports',
      'GET /imports/{id}',
      'GET /parked',
      'GET /parked/{id}',
      'GET /passes',
      'GET /passes/{type}/{serial}',
      'GET /passes/{type}/{serial}/drawing',
      'GET /passes/{type}/{serial}/file',
      'GET /passes/{type}/{serial}/personal-data',
      'GET /passes/{type}/{serial}/timeline',
      'GET /rollouts',
      'GET /rollouts/{id}',
      'GET /templates',
      'GET /templates/{name}',
      'GET /templates/{name}/versions',
      'GET /templates/{name}/versions/{version}',
      'PATCH /passes/{type}/{serial}',
      'POST /bundles',
      'POST /drawings',
      'POST /imports',
      'POST /inspect',
      'POST /links/enrolment',
      'POST /links/order',
      'POST /links/revocations',
      'POST /links/sealed',
      'POST /parked/{id}/retry',
      'POST /passes',
      'POST /passes/{type}/{serial}/adopt',
      'POST /passes/{type}/{serial}/links',
      'POST /passes/{type}/{serial}/reinstate',
      'POST /passes/{type}/{serial}/void',
      'POST /rollouts',
      'POST /rollouts/{id}/abort',
      'POST /rollouts/{id}/back',
      'POST /rollouts/{id}/pause',
      'POST /rollouts/{id}/resume',
      'POST /templates',
      'POST /uploads',
      'POST /uploads/{id}/inspect',
      'POST /uploads/{id}/publish',
      'PUT /passes/{type}/{serial}',
      'PUT /passes/{type}/{serial}/images/{name}',
    ])
  })

  it('names each operation once', () => {
    const names = operations.map(({ operation }) => operation.operationId)
    expect(new Set(names).size).toBe(names.length)
  })

  it('declares every parameter of a path, and no other', () => {
    for (const { path, operation } of operations) {
      const declared = ((operation.parameters ?? []) as JsonObject[])
        .filter((parameter) => parameter.in === 'path')
        .map(({ name }) => name)
      expect(declared, path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
    }
  })

  it('has a schema at the end of every reference', () => {
    for (const { $ref } of objectsIn(api)) {
      if (typeof $ref !== 'string') continue
      expect($ref).toMatch(/^#\/components\/schemas\/\w+$/)
      expect(at(api, ...$ref.slice(2).split('/')), $ref).toBeTypeOf('object')
    }
  })

  it('has only schemas that a validator can work with', () => {
    for (const schema of schemas) {
      expect(keywordFindings(schema)).toEqual([])
      const whole = { ...schema, components: at(api, 'components') ?? {} }
      followSchema(structuredClone(whole))
      new Validator(structuredClone(whole) as Schema, '2020-12').validate({})
    }
  })

  it('uses every schema that it names', () => {
    const used = new Set(objectsIn(api).map(({ $ref }) => $ref))
    for (const name of Object.keys(at(api, 'components', 'schemas') as JsonObject))
      expect(used, name).toContain(`#/components/schemas/${name}`)
  })

  it('describes everything that a caller sends', () => {
    for (const name of [
      'PassContent',
      'PassChange',
      'AdoptionRequest',
      'LinkRequest',
      'UploadRequest',
      'BundleRequest',
      'InspectionRequest',
    ]) {
      const schema = at(api, 'components', 'schemas', name) as JsonObject
      for (const member of [schema, ...Object.values(schema.properties as JsonObject)])
        expect(at(member, 'description'), name).toBeTypeOf('string')
    }
  })

  it('says which scope each operation needs', () => {
    for (const { operation } of authorised) expect(scopes).toContain(at(operation, 'security', 0, 'keys', 0))
    expect(at(api, 'paths', '/uploads', 'post', 'security')).toEqual([
      { keys: ['templates:write'] },
      { keys: ['packages:inspect'] },
    ])
    expect(at(api, 'paths', '/passes/{type}/{serial}', 'delete', 'security')).toEqual([{ keys: ['passes:erase'] }])
  })

  it('says how callers sign their requests where IAM lets them in', () => {
    const described = describeApi(routes, 'iam')
    expect(at(described, 'paths', '/passes', 'post', 'security')).toEqual([{ iam: [] }])
    expect(Object.keys(at(described, 'components', 'securitySchemes') as JsonObject)).toEqual(['iam'])
  })

  it('lists the codes of every refusal under its status', () => {
    const codes = at(
      api,
      'paths',
      '/passes/{type}/{serial}',
      'put',
      'responses',
      '412',
      'content',
      'application/problem+json',
      'schema',
      'allOf',
      1,
      'properties',
      'code',
      'enum',
    )
    expect(codes).toEqual(['pass/exists', 'pass/revision-stale'])
  })

  it('documents for every operation that it may be refused to whoever has no key, and that it may fail', () => {
    for (const { operation } of authorised)
      expect(Object.keys(operation.responses as JsonObject)).toEqual(
        expect.arrayContaining(['401', '403', '500', '503']),
      )
  })

  it('takes merge patches by both of their media types', () => {
    const content = at(api, 'paths', '/passes/{type}/{serial}', 'patch', 'requestBody', 'content') as JsonObject
    expect(content).toEqual({
      'application/merge-patch+json': { schema: { $ref: '#/components/schemas/PassChange' } },
      'application/json': { schema: { $ref: '#/components/schemas/PassChange' } },
    })
  })
})
