/** Requests for passes that are refused: contents, conditions, keys. */
import { expect } from 'vitest'
import type { Json } from '../../lib/core/format/json.ts'
import { pathOf, publish, putImage, upload } from './a-pass.ts'
import { aPicture, cardArchive } from './archives.ts'
import { aKeyFor, aSerial, passType } from './deployment.ts'
import type { Answer } from './http.ts'
import type { Refusal, Scene } from './refusals.ts'

const good = { template: 'card', values: { name: 'Ada' } }

const jsonType = { 'content-type': 'application/json' }

/** PUTs text as it is where no pass is yet. */
const putText =
  (body: string, headers: Readonly<Record<string, string>> = jsonType) =>
  ({ deployment, absent }: Scene): Promise<Answer> =>
    deployment.api('PUT', absent, { body, headers })

const put =
  (json: Json, headers: Readonly<Record<string, string>> = {}) =>
  ({ deployment, absent }: Scene): Promise<Answer> =>
    deployment.api('PUT', absent, { json, headers })

/** PATCHes the pass that is there. */
const patch =
  (json: Json, headers: Readonly<Record<string, string>> = {}) =>
  ({ deployment, there }: Scene): Promise<Answer> =>
    deployment.api('PATCH', there.path, { json, headers })

const pointers =
  (...expected: readonly string[]) =>
  ({ json }: Answer): void => {
    const found: readonly { readonly pointer?: string }[] = json.findings
    expect(found.map(({ pointer }) => pointer).sort()).toEqual([...expected].sort())
  }

const bodies: readonly Refusal[] = [
  { what: 'an unknown template', ask: put({ ...good, template: 'none' }), status: 404, code: 'template/not-found' },
  { what: 'an unknown version', ask: put({ ...good, template: 'card@9' }), status: 404, code: 'template/not-found' },
  {
    what: 'values that do not fit the schema, with a pointer for each',
    ask: put({
      template: 'card',
      values: { name: '', points: -1, owner: { phones: ['1', 2] }, extra: true },
    }),
    status: 422,
    code: 'values/invalid',
    says: pointers('/values/name', '/values/points', '/values/owner/street', '/values/owner/phones/1', '/values/extra'),
  },
  {
    what: 'a patch after which the values do not fit',
    ask: patch({ values: { name: null } }),
    status: 422,
    code: 'values/invalid',
    says: pointers('/values/name'),
  },
  {
    what: 'another serial number among the values',
    ask: put({ template: 'card', values: { name: 'Ada', serialNumber: 'other' } }),
    status: 422,
    code: 'values/invalid',
    says: pointers('/values/serialNumber'),
  },
  {
    what: 'a language that is none',
    ask: put({ template: 'card', values: { name: { es: 'Ada' } } }),
    status: 422,
    code: 'values/invalid',
  },
  { what: '2 MB of JSON', ask: put({ ...good, more: 'x'.repeat(2_000_000) }), status: 413, code: 'request/too-large' },
  { what: '7 MB of anything, at the gateway', ask: putText('x'.repeat(7_000_000)), status: 413 },
  { what: 'bad JSON', ask: putText('{"template": "card", '), status: 400, code: 'request/json-invalid' },
  { what: 'no body', ask: putText(''), status: 400, code: 'request/json-invalid' },
  {
    what: 'a member that stands twice',
    ask: putText('{"template": "card", "values": {"name": "Ada", "name": "Eve"}}'),
    status: 400,
    code: 'request/json-invalid',
  },
  {
    what: 'JSON of another shape, with a pointer for each fault',
    ask: put({ values: [], 'a/b': 1 }),
    status: 422,
    code: 'request/body-invalid',
    says: pointers('/template', '/values', '/a~1b'),
  },
  {
    what: 'text that says that it is text',
    ask: putText(JSON.stringify(good), { 'content-type': 'text/plain' }),
    status: 415,
    code: 'request/media-type',
  },
]

const badHeader = { status: 400, code: 'request/header-invalid' } as const

const conditions: readonly Refusal[] = [
  {
    what: 'a stale If-Match',
    ask: patch({ values: {} }, { 'if-match': '"1"' }),
    status: 412,
    code: 'pass/revision-stale',
  },
  { what: 'an If-Match with no pass', ask: put(good, { 'if-match': '*' }), status: 412, code: 'pass/revision-stale' },
  { what: 'a malformed If-Match', ask: patch({ values: {} }, { 'if-match': '2' }), ...badHeader },
  { what: 'a malformed If-None-Match', ask: put(good, { 'if-none-match': '"2"' }), ...badHeader },
  { what: 'a malformed Idempotency-Key', ask: put(good, { 'idempotency-key': 'a b' }), ...badHeader },
  {
    what: 'If-None-Match where there is a pass',
    ask: ({ deployment, there }) =>
      deployment.api('PUT', there.path, { json: good, headers: { 'if-none-match': '*' } }),
    status: 412,
    code: 'pass/exists',
  },
  {
    what: 'an Idempotency-Key that came with another body',
    ask: async ({ deployment, absent }) => {
      const headers = { 'idempotency-key': aSerial('key') }
      const other = pathOf(aSerial())
      expect((await deployment.api('PUT', other, { json: good, headers })).status).toBe(201)
      return await deployment.api('PUT', absent, { json: good, headers })
    },
    status: 409,
    code: 'idempotency/key-reused',
  },
]

const missing = { status: 401, code: 'request/key-missing' } as const
const invalid = { status: 401, code: 'request/key-invalid' } as const

const challenge = ({ headers }: Answer): void => expect(headers['www-authenticate']).toBe('Bearer')

const keys: readonly Refusal[] = [
  // First: after a key that nobody knows, functions do not look for new ones for a while.
  {
    what: 'a key without the scope',
    ask: async ({ deployment, there }) => {
      const key = await aKeyFor(deployment, 'passes:read')
      const headers = { authorization: `Bearer ${key}` }
      expect((await deployment.api('GET', there.path, { headers })).status).toBe(200)
      return await deployment.api('PATCH', there.path, { json: { values: { name: 'Eve' } }, headers })
    },
    status: 403,
    code: 'request/scope-missing',
    says: ({ json }) => expect(json.detail).toContain('passes:write'),
    needsServers: true,
  },
  {
    what: 'no key',
    ask: ({ deployment, there }) => deployment.send('PATCH', `/api/v1${there.path}`, { json: { values: {} } }),
    ...missing,
    says: challenge,
  },
  { what: 'a user and a password', ask: patch({ values: {} }, { authorization: 'Basic dXNlcjpwYXNz' }), ...missing },
  { what: 'what is no key', ask: patch({ values: {} }, { authorization: 'Bearer 1234' }), ...invalid, says: challenge },
  {
    what: 'a wrong key with a known id',
    ask: ({ deployment, there }) => {
      const wrong = `${deployment.key.slice(0, -43)}${'A'.repeat(43)}`
      return deployment.api('DELETE', there.path, { headers: { authorization: `Bearer ${wrong}` } })
    },
    ...invalid,
  },
  {
    what: 'an unknown key',
    ask: patch({ values: {} }, { authorization: `Bearer pwk_00000000_${'A'.repeat(43)}` }),
    ...invalid,
  },
]

const sizes: readonly Refusal[] = [
  {
    what: 'a pass that is too large for an answer, with the figure',
    ask: async ({ deployment }) => {
      const path = pathOf(aSerial('Large'))
      const json = { template: 'large', values: { name: 'Ada' } }
      expect((await deployment.api('PUT', path, { json })).status).toBe(201)
      const answer = await putImage(deployment, path, 'strip.png', aPicture(300_000))
      expect((await deployment.api('GET', path)).json).toMatchObject({ revision: 1, images: {} })
      const left = await deployment.owner?.keys('passesBucket', `images${path.slice('/passes'.length)}/`)
      expect(left ?? []).toEqual([])
      return answer
    },
    status: 422,
    code: 'pass/too-large',
    says: ({ json }) => {
      expect(json.detail).toMatch(tooLarge)
      expect(Number(tooLarge.exec(json.detail)?.[1])).toBeGreaterThan(4_400_000)
    },
  },
  {
    what: 'a template whose passes would be too large',
    ask: async ({ deployment }) => {
      const archive = cardArchive({ name: 'huge', files: { 'strip@3x.png': aPicture(4_320_000) } })
      return await deployment.api('POST', await upload(deployment, archive))
    },
    status: 422,
    code: 'pass/too-large',
    says: ({ json }) => expect(json.detail).toMatch(tooLarge),
  },
  {
    what: 'an image above 1 MiB',
    ask: ({ deployment, there }) => putImage(deployment, there.path, 'strip.png', aPicture(1_100_000)),
    status: 413,
    code: 'request/too-large',
  },
  {
    what: 'an image without a place in a pass',
    ask: ({ deployment, there }) => putImage(deployment, there.path, 'photo.png', aPicture(1000)),
    status: 422,
    code: 'values/image-invalid',
  },
  {
    what: 'an icon that is no picture',
    ask: ({ deployment, there }) => putImage(deployment, there.path, 'icon.png', new Uint8Array(100)),
    status: 422,
    code: 'values/image-invalid',
  },
]

const tooLarge = /would have up to (\d+) bytes; 4300000 are allowed/

const types: readonly Refusal[] = [
  {
    what: 'a pass type of another template',
    ask: ({ deployment }) =>
      deployment.api('PUT', `/passes/pass.com.example.passwright.store/${aSerial()}`, { json: good }),
    status: 422,
    code: 'template/pass-type-mismatch',
  },
  {
    what: 'what is no pass type',
    ask: ({ deployment }) => deployment.api('PUT', `/passes/com.example/${aSerial()}`, { json: good }),
    status: 422,
    code: 'template/pass-type-unknown',
  },
  {
    what: 'a template for a pass type that this deployment does not have',
    ask: ({ deployment }) =>
      publish(
        deployment,
        cardArchive({ name: 'stranger', settings: { passTypeIdentifier: 'pass.com.example.stranger' } }),
      ),
    status: 422,
    code: 'template/pass-type-unknown',
  },
]

/** Everything about passes that is refused. */
export const refusedPasses: readonly Refusal[] = [...bodies, ...conditions, ...keys, ...sizes, ...types]

/** Addresses below a pass type, as they go over the wire. */
const serials: readonly (readonly [string, string])[] = [
  ['a space', 'a%20b'],
  ['a dot and no more', '.'],
  ['two dots and no more', '..'],
  ['two dots, encoded', '%2E%2E'],
  ['a dot at its beginning', '.a'],
  ['a dot at its end', 'a.'],
  ['a percent sign, encoded twice', '%2541'],
  ['a question mark', 'a%3Fb'],
  ['a number sign', 'a%23b'],
  ['a zero byte', 'a%00'],
  ['a letter that is not ASCII', '%C3%BC'],
  ['65 characters', 'x'.repeat(65)],
]

/** Serial numbers outside the alphabet. */
export const refusedSerials: readonly Refusal[] = [
  ...serials.map(
    ([what, serial]): Refusal => ({
      what: `a serial number with ${what}`,
      ask: ({ deployment }) => deployment.api('PUT', `/passes/${passType}/${serial}`, { json: good }),
      status: 422,
      code: 'pass/serial-number-invalid',
    }),
  ),
  // The gateway decodes it before anybody else sees it: then it is another address, at which there is nothing.
  {
    what: 'a serial number with a slash, encoded',
    ask: ({ deployment }) => deployment.api('PUT', `/passes/${passType}/a%2Fb`, { json: good }),
    status: 404,
    code: 'request/not-found',
  },
]
