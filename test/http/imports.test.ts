import { describe, expect, it } from 'vitest'
import { utf8 } from '../../lib/core/bytes.ts'
import { aDeployment, type Deployment, type } from './a-deployment.ts'
import { takeDownload, takeUpload } from './an-import.ts'

const table = 'serialNumber,name\nA-1,Ada\nA-2,\n'

const deployed = async (): Promise<Deployment> => {
  const deployment = await aDeployment()
  await deployment.publish()
  return deployment
}

const start = ({ call }: Deployment, changes: object = {}) =>
  call('POST', '/imports', { json: { bytes: table.length, format: 'csv', template: 'card', ...changes } })

/** Begins an import and sends its file. Returns its id. */
const imported = async (deployment: Deployment, changes: object = {}, contents = table): Promise<string> => {
  const { json } = await start(deployment, { bytes: contents.length, ...changes })
  expect(await takeUpload(deployment, json.upload.url, utf8(contents))).toBe(true)
  await deployment.ports.settled()
  return json.id
}

describe('POST /imports', () => {
  it('makes room for a file of exactly that size', async () => {
    const deployment = await deployed()
    const { status, headers, json } = await start(deployment)
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`/api/v1/imports/${json.id}`)
    expect(json).toEqual({
      id: expect.stringMatching(/^[\w-]{22}$/),
      file: `api/${json.id}.csv`,
      template: 'card',
      status: 'waiting',
      rows: 0,
      counts: { created: 0, changed: 0, unchanged: 0, failed: 0 },
      startedAt: '2026-11-21T12:00:00.000Z',
      updatedAt: '2026-11-21T12:00:00.000Z',
      links: { self: `/api/v1/imports/${json.id}` },
      upload: {
        method: 'PUT',
        url: `https://uploads.example/imports/api/${json.id}.csv`,
        headers: { 'content-type': 'text/csv; charset=utf-8' },
      },
      expiresAt: '2026-11-21T12:15:00.000Z',
    })
    expect(await takeUpload(deployment, json.upload.url, utf8(`${table}A-3,Eve\n`))).toBe(false)
  })

  it.each([
    [{ bytes: 32 * 1024 * 1024 + 1 }, 413, 'request/too-large'],
    [{ template: 'nothing' }, 404, 'template/not-found'],
    [{ passTypeIdentifier: 'pass.com.example.unknown' }, 422, 'template/pass-type-unknown'],
    [{ format: 'xls' }, 422, 'request/body-invalid'],
    [{ bytes: 0 }, 422, 'request/body-invalid'],
    [{ mode: 'replace' }, 422, 'request/body-invalid'],
  ])('refuses %j', async (changes, status, code) => {
    const answer = await start(await deployed(), changes)
    expect([answer.status, answer.json.code]).toEqual([status, code])
  })

  it('needs the scope of imports, as the others do', async () => {
    const deployment = await deployed()
    const key = await deployment.keyWith(['passes:write', 'passes:read'])
    const json = { bytes: 1, format: 'csv' }
    expect((await deployment.call('POST', '/imports', { json, key })).status).toBe(403)
    expect((await deployment.call('GET', '/imports', { key })).status).toBe(403)
    expect((await deployment.call('GET', '/imports/a', { key })).status).toBe(403)
  })
})

describe('GET /imports/{id}', () => {
  it('tells what came of the file, and where its result is', async () => {
    const deployment = await deployed()
    const id = await imported(deployment)
    const { status, json } = await deployment.call('GET', `/imports/${id}`)
    expect(status).toBe(200)
    expect(json).toMatchObject({
      ...{ id, status: 'done', rows: 2, totalRows: 2, endedAt: '2026-11-21T12:00:00.000Z' },
      counts: { created: 1, changed: 0, unchanged: 0, failed: 1 },
      result: { expiresAt: '2026-11-21T12:15:00.000Z' },
    })
    expect(await takeDownload(deployment, json.result.url)).toMatch(
      /^row,serialNumber,outcome,version,code,message\r\n2,A-1,created,1,,\r\n3,A-2,failed,,values\/invalid,[^\r\n]*\r\n$/,
    )
  })

  it('tells why it failed as a whole', async () => {
    const deployment = await deployed()
    const id = await imported(deployment, {}, 'serialNumber,serialNumber\nA-1,A-1')
    const { json } = await deployment.call('GET', `/imports/${id}`)
    expect(json).toMatchObject({ status: 'failed', rows: 0, failure: { code: 'import/header-invalid' } })
    expect(json).not.toHaveProperty('result')
  })

  it('takes the cells as changes where that is asked for', async () => {
    const deployment = await deployed()
    await imported(deployment)
    const id = await imported(deployment, { mode: 'patch', template: undefined, passTypeIdentifier: type })
    const { json } = await deployment.call('GET', `/imports/${id}`)
    expect(json).toMatchObject({ mode: 'patch', counts: { created: 0, unchanged: 1, failed: 1 } })
    expect((await deployment.call('GET', `/passes/${type}/A-1`)).json).toMatchObject({ values: { name: 'Ada' } })
  })

  it('knows no other', async () => {
    const { call } = await deployed()
    for (const id of ['a', 'a%20b']) {
      const { status, json } = await call('GET', `/imports/${id}`)
      expect([status, json.code]).toEqual([404, 'import/not-found'])
    }
  })
})

describe('GET /imports', () => {
  it('lists them page by page, newest first', async () => {
    const deployment = await deployed()
    const ids = [await imported(deployment), await imported(deployment), await imported(deployment)]
    const first = await deployment.call('GET', '/imports?limit=2')
    const second = await deployment.call('GET', `/imports?limit=2&cursor=${first.json.next}`)
    const listed = [...first.json.items, ...second.json.items]
    expect(listed.map(({ id }: { id: string }) => id).sort()).toEqual(ids.sort())
    expect(listed[0]).toMatchObject({ status: 'done', totalRows: 2 })
  })

  it('refuses a cursor of another list', async () => {
    const { call } = await deployed()
    expect((await call('GET', '/imports?cursor=x')).json.code).toBe('request/cursor-invalid')
  })
})
