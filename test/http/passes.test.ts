import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { unzip } from '../../lib/core/archive/unzip.ts'
import { pngStub } from '../builders/template.ts'
import { aDeployment, type Deployment, type } from './a-deployment.ts'

const path = `/passes/${type}/OF-1`
const ada = { template: 'card', values: { name: 'Ada' } }

const aCardShop = async (): Promise<Deployment> => {
  const deployment = await aDeployment()
  await deployment.publish()
  return deployment
}

const merge = { 'content-type': 'application/merge-patch+json' }
const png = { 'content-type': 'image/png' }
const image = new Uint8Array(pngStub('photo'))

describe('PUT of a pass', () => {
  it('creates it', async () => {
    const { call } = await aCardShop()
    const { status, headers, json } = await call('PUT', path, { json: ada })
    expect([status, headers.get('location'), headers.get('etag')]).toEqual([201, `/api/v1${path}`, '"1"'])
    expect(json).toMatchObject({
      serialNumber: 'OF-1',
      template: 'card@1',
      values: { name: 'Ada' },
      revision: 1,
      version: 1,
    })
  })

  it('replaces it', async () => {
    const { call } = await aCardShop()
    await call('PUT', path, { json: ada })
    const { status, json, headers } = await call('PUT', path, { json: { ...ada, values: { name: 'Eve' } } })
    expect([status, headers.get('etag')]).toEqual([200, '"2"'])
    expect(json).toMatchObject({ values: { name: 'Eve' }, revision: 2, version: 2 })
  })

  it('creates it only if it is not there, when told so', async () => {
    const { call } = await aCardShop()
    const headers = { 'if-none-match': '*' }
    expect((await call('PUT', path, { json: ada, headers })).status).toBe(201)
    expect(await call('PUT', path, { json: ada, headers })).toMatchObject({
      status: 412,
      json: { code: 'pass/exists' },
    })
  })

  it('refuses values that do not fit, naming each fault, and writes nothing', async () => {
    const { call } = await aCardShop()
    const { status, json } = await call('PUT', path, { json: { template: 'card', values: { name: 5, seat: 'A' } } })
    expect([status, json.code]).toEqual([422, 'values/invalid'])
    expect(json.findings.map(({ code, pointer }: Record<string, string>) => [code, pointer])).toEqual([
      ['value-type', '/values/name'],
      ['value-unknown', '/values/seat'],
    ])
    expect(await call('GET', path)).toMatchObject({ status: 404, json: { code: 'pass/not-found' } })
  })

  it.each([
    [{ template: 'none', values: {} }, 404, 'template/not-found'],
    [{ template: 'card@9', values: {} }, 404, 'template/not-found'],
    [{ template: 'card', values: { name: 'x'.repeat(140_000) } }, 413, 'request/too-large'],
  ])('refuses %#', async (json, status, code) => {
    const { call } = await aCardShop()
    expect(await call('PUT', path, { json })).toMatchObject({ status, json: { code } })
    expect(await call('GET', path)).toMatchObject({ status: 404 })
  })

  it('refuses a pass that is too large for an answer, with the figure', async () => {
    const { call, publish } = await aDeployment()
    const large = new Uint8Array([...pngStub(), ...randomBytes(2_000_000), ...new Uint8Array(2_300_000)])
    const { status, json } = await publish({ files: { 'thumbnail.png': large } })
    expect([status, json.code]).toEqual([422, 'pass/too-large'])
    expect(json.detail).toMatch(/4300000 are allowed/)
    expect((await call('GET', '/templates')).json.items).toEqual([])
  })
})

describe('POST of a pass', () => {
  it('makes a serial number', async () => {
    const { call } = await aCardShop()
    const { status, headers, json } = await call('POST', '/passes', { json: ada })
    expect(status).toBe(201)
    expect(json.serialNumber).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(headers.get('location')).toBe(`/api/v1/passes/${type}/${json.serialNumber}`)
    expect((await call('GET', headers.get('location') ?? '')).json).toMatchObject({ serialNumber: json.serialNumber })
  })

  it('makes one pass of a request that is repeated with its idempotency key', async () => {
    const { call } = await aCardShop()
    const headers = { 'idempotency-key': 'order-17' }
    const first = await call('POST', '/passes', { json: ada, headers })
    const second = await call('POST', '/passes', { json: ada, headers })
    expect([first.headers.get('idempotency-replayed'), second.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ])
    expect([second.status, second.json.serialNumber]).toEqual([201, first.json.serialNumber])
    expect((await call('GET', '/passes?template=card')).json.items).toHaveLength(1)
  })

  it('refuses another request with the same idempotency key', async () => {
    const { call } = await aCardShop()
    const headers = { 'idempotency-key': 'order-17' }
    await call('POST', '/passes', { json: ada, headers })
    const answer = await call('POST', '/passes', { json: { ...ada, values: { name: 'Eve' } }, headers })
    expect(answer).toMatchObject({ status: 409, json: { code: 'idempotency/key-reused' } })
    expect((await call('GET', '/passes?template=card')).json.items).toHaveLength(1)
  })

  it('knows the idempotency keys of each caller for themselves', async () => {
    const { call, keyWith } = await aCardShop()
    const headers = { 'idempotency-key': 'order-17' }
    await call('POST', '/passes', { json: ada, headers })
    const key = await keyWith(['passes:write'])
    const other = await call('POST', '/passes', { json: { ...ada, values: { name: 'Eve' } }, headers, key })
    expect([other.status, other.headers.get('idempotency-replayed')]).toEqual([201, null])
  })
})

describe('PATCH of a pass', () => {
  it('changes what it names', async () => {
    const { call } = await aCardShop()
    await call('PUT', path, { json: ada })
    const body = new TextEncoder().encode('{"values": {"name": "Eve"}}')
    expect(await call('PATCH', path, { body, headers: merge })).toMatchObject({
      status: 200,
      json: { values: { name: 'Eve' }, revision: 2 },
    })
  })

  it('takes plain JSON too', async () => {
    const { call } = await aCardShop()
    await call('PUT', path, { json: ada })
    expect(await call('PATCH', path, { json: { values: { name: 'Eve' } } })).toMatchObject({ status: 200 })
  })

  it('removes what it sets to null, and refuses what then is missing', async () => {
    const { call } = await aCardShop()
    await call('PUT', path, { json: ada })
    const { status, json } = await call('PATCH', path, { json: { values: { name: null } } })
    expect([status, json.code, json.findings[0].pointer]).toEqual([422, 'values/invalid', '/values/name'])
    expect((await call('GET', path)).json).toMatchObject({ revision: 1, values: { name: 'Ada' } })
  })

  it('moves to another version of the template', async () => {
    const { call, publish } = await aCardShop()
    await call('PUT', path, { json: ada })
    await publish({ pass: { description: 'Another' } })
    expect(await call('PATCH', path, { json: { template: 'card@2' } })).toMatchObject({
      status: 200,
      json: { template: 'card@2' },
    })
  })

  it('refuses a change of a revision that is not there any more, and changes nothing', async () => {
    const { call } = await aCardShop()
    await call('PUT', path, { json: ada })
    await call('PATCH', path, { json: { values: { name: 'Eve' } }, headers: { 'if-match': '"1"' } })
    const late = await call('PATCH', path, { json: { values: { name: 'Bob' } }, headers: { 'if-match': '"1"' } })
    expect(late).toMatchObject({ status: 412, json: { code: 'pass/revision-stale' } })
    expect((await call('GET', path)).json).toMatchObject({ revision: 2, values: { name: 'Eve' } })
  })

  it.each([{}, { values: [] }, { other: 1 }])('refuses %j', async (json) => {
    const { call } = await aCardShop()
    await call('PUT', path, { json: ada })
    expect(await call('PATCH', path, { json })).toMatchObject({ status: 422, json: { code: 'request/body-invalid' } })
  })

  it('refuses a pass that there is not', async () => {
    const { call } = await aCardShop()
    expect(await call('PATCH', path, { json: { values: {} } })).toMatchObject({
      status: 404,
      json: { code: 'pass/not-found' },
    })
  })
})

describe('images of a pass', () => {
  it('are put, shown and taken away', async () => {
    const { call } = await aCardShop()
    await call('PUT', path, { json: ada })
    const put = await call('PUT', `${path}/images/thumbnail@2x.png`, { body: image, headers: png })
    expect([put.status, put.json.revision]).toEqual([200, 2])
    expect(put.json.images).toEqual({ 'thumbnail@2x.png': { sha256: expect.any(String), bytes: image.length } })
    const files = await unzip(new Uint8Array((await call('GET', `${path}/file`)).bytes))
    expect([...(new Map<string, Uint8Array>(files).get('thumbnail@2x.png') ?? [])]).toEqual([...image])
    const removed = await call('DELETE', `${path}/images/thumbnail@2x.png`)
    expect([removed.status, removed.json.images]).toEqual([200, {}])
  })

  it.each([
    ['no PNG', 'thumbnail.png', new TextEncoder().encode('GIF89a'), png, 422, 'values/image-invalid'],
    ['no slot', 'photo.png', image, png, 422, 'values/image-invalid'],
    ['no image type', 'thumbnail.png', image, { 'content-type': 'image/jpeg' }, 415, 'request/media-type'],
    ['too large', 'thumbnail.png', new Uint8Array(1_048_577), png, 413, 'request/too-large'],
  ])('are refused: %s', async (_, name, body, headers, status, code) => {
    const { call } = await aCardShop()
    await call('PUT', path, { json: ada })
    expect(await call('PUT', `${path}/images/${name}`, { body, headers })).toMatchObject({ status, json: { code } })
    expect((await call('GET', path)).json).toMatchObject({ revision: 1, images: {} })
  })

  it('cannot be taken away twice', async () => {
    const { call } = await aCardShop()
    await call('PUT', path, { json: ada })
    expect(await call('DELETE', `${path}/images/icon.png`)).toMatchObject({
      status: 404,
      json: { code: 'pass/image-not-found' },
    })
  })
})

it('a pass is made void and valid again', async () => {
  const { call } = await aCardShop()
  await call('PUT', path, { json: ada })
  expect(await call('POST', `${path}/void`)).toMatchObject({ status: 200, json: { voided: true, version: 2 } })
  expect(await call('POST', `${path}/reinstate`)).toMatchObject({ status: 200, json: { voided: false, version: 3 } })
})

describe('DELETE of a pass', () => {
  it('erases it for good, as often as it is asked', async () => {
    const { call } = await aCardShop()
    await call('PUT', path, { json: ada })
    const { status, bytes } = await call('DELETE', path)
    expect([status, bytes.length]).toEqual([204, 0])
    expect((await call('DELETE', path)).status).toBe(204)
    for (const [method, below] of [
      ['GET', ''],
      ['GET', '/file'],
      ['POST', '/links'],
      ['POST', '/void'],
    ] as const)
      expect(await call(method, path + below)).toMatchObject({ status: 410, json: { code: 'pass/erased' } })
  })

  it('refuses a pass that never was', async () => {
    const { call } = await aCardShop()
    expect(await call('DELETE', path)).toMatchObject({ status: 404, json: { code: 'pass/not-found' } })
  })

  it('erases only the revision that it names', async () => {
    const { call } = await aCardShop()
    await call('PUT', path, { json: ada })
    expect(await call('DELETE', path, { headers: { 'if-match': '"2"' } })).toMatchObject({ status: 412 })
    expect((await call('GET', path)).status).toBe(200)
  })

  it('needs a scope of its own', async () => {
    const { call, keyWith } = await aCardShop()
    const key = await keyWith(['passes:read', 'passes:write'])
    expect(await call('DELETE', path, { key })).toMatchObject({ status: 403, json: { code: 'request/scope-missing' } })
  })
})

describe('the list of passes', () => {
  it('has each pass of the template once, page by page', async () => {
    const { call } = await aCardShop()
    for (let number = 0; number < 5; number++) await call('PUT', `/passes/${type}/S-${number}`, { json: ada })
    const seen: string[] = []
    let cursor = ''
    do {
      const { json } = await call('GET', `/passes?template=card&limit=2${cursor}`)
      seen.push(...json.items.map(({ serialNumber }: { serialNumber: string }) => serialNumber))
      cursor = json.next === undefined ? '' : `&cursor=${encodeURIComponent(json.next)}`
    } while (cursor !== '')
    expect(seen.sort()).toEqual(['S-0', 'S-1', 'S-2', 'S-3', 'S-4'])
  })

  it('shows no values', async () => {
    const { call } = await aCardShop()
    await call('PUT', path, { json: ada })
    expect(Object.keys((await call('GET', '/passes?template=card')).json.items[0])).not.toContain('values')
  })

  it.each([
    ['template=none', 404, 'template/not-found'],
    ['template=card&cursor=made-up', 400, 'request/cursor-invalid'],
  ])('refuses %s', async (query, status, code) => {
    const { call } = await aCardShop()
    expect(await call('GET', `/passes?${query}`)).toMatchObject({ status, json: { code } })
  })
})
