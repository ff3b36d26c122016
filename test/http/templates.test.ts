import { describe, expect, it } from 'vitest'
import { aZip } from '../builders/zip.ts'
import { aDeployment, anArchive, type Deployment } from './a-deployment.ts'

const zip = { 'content-type': 'application/zip' }

const publishing = (deployment: Deployment, body: Uint8Array<ArrayBuffer>) =>
  deployment.call('POST', '/templates', { body, headers: zip })

describe('publishing a template', () => {
  it('makes version 1, and says where it is', async () => {
    const { publish } = await aDeployment()
    const { status, headers, json } = await publish()
    expect(status).toBe(201)
    expect(headers.get('location')).toBe('/api/v1/templates/card/versions/1')
    expect(json).toMatchObject({
      template: 'card@1',
      name: 'card',
      version: 1,
      passTypeIdentifier: 'pass.com.example.card',
      teamIdentifier: 'ABCDE12345',
      publishedAt: '2026-11-21T12:00:00.000Z',
      created: true,
      links: { self: '/api/v1/templates/card/versions/1', passes: '/api/v1/passes?template=card' },
    })
  })

  it('makes no version of what is there already', async () => {
    const { publish, call } = await aDeployment()
    await publish()
    expect(await publish()).toMatchObject({ status: 200, json: { template: 'card@1', created: false } })
    expect((await call('GET', '/templates/card/versions')).json.items).toHaveLength(1)
  })

  it('makes the next version of other files', async () => {
    const { publish, call } = await aDeployment()
    await publish()
    expect(await publish({ pass: { description: 'Another' } })).toMatchObject({
      status: 201,
      json: { template: 'card@2' },
    })
    const { json } = await call('GET', '/templates/card/versions')
    expect(json.items.map(({ template }: { template: string }) => template)).toEqual(['card@2', 'card@1'])
  })

  it.each([
    ['with ../x', aZip([{ name: '../x' }]), 422, 'archive/unsafe-path'],
    ['that is a bomb', aZip([{ name: 'pass.json', data: new Uint8Array(8 << 20), method: 8 }]), 422, 'archive/ratio'],
    ['that is no zip', new TextEncoder().encode('not a zip at all'), 422, 'archive/not-zip'],
    ['without a body', undefined, 422, 'archive/not-zip'],
    ['without template.json', aZip([{ name: 'pass.json' }]), 422, 'template/file-missing'],
  ])('refuses an archive %s and leaves nothing behind', async (_, body, status, code) => {
    const { call } = await aDeployment()
    const headers = zip
    expect(await call('POST', '/templates', { headers, ...(body ? { body } : {}) })).toMatchObject({
      status,
      json: { code },
    })
    expect((await call('GET', '/templates')).json).toEqual({ items: [] })
  })

  it('refuses a template of a pass type that there is no room for', async () => {
    const { publish } = await aDeployment()
    const answer = await publish({ settings: { passTypeIdentifier: 'pass.com.example.other' } })
    expect(answer).toMatchObject({ status: 422, json: { code: 'template/pass-type-unknown' } })
  })

  it('names every fault of the settings', async () => {
    const { publish } = await aDeployment()
    const { json } = await publish({ settings: { name: 'Card', extra: 1 } })
    expect(json.code).toBe('template/settings-invalid')
    expect(json.findings.map(({ path }: { path: string }) => path)).toEqual([
      'template.json#/name',
      'template.json#/extra',
    ])
  })
})

describe('publishing by upload', () => {
  it('takes what was uploaded', async () => {
    const deployment = await aDeployment()
    const { call, ports } = deployment
    const archive = anArchive()
    const { status, json } = await call('POST', '/uploads', { json: { bytes: archive.length } })
    expect(status).toBe(201)
    expect(json.upload).toMatchObject({ method: 'PUT', headers: { 'content-type': 'application/zip' } })
    expect(json.expiresAt).toBe('2026-11-21T12:15:00.000Z')
    await ports.receiveUpload(new URL(json.upload.url).pathname.slice(1), archive)
    const published = await call('POST', json.links.publish)
    expect(published).toMatchObject({ status: 201, json: { template: 'card@1' } })
  })

  it.each(['AAAAAAAAAAAAAAAAAAAAAA', 'x'.repeat(65), '..%2Ftemplates'])(
    'refuses an upload that there is not: %s',
    async (id) => {
      const { call } = await aDeployment()
      const answer = await call('POST', `/uploads/${id}/publish`)
      expect(answer).toMatchObject({ status: 404, json: { code: 'upload/not-found' } })
    },
  )

  it.each([
    [{ bytes: 33_554_433 }, 413, 'request/too-large'],
    [{ bytes: 0 }, 422, 'request/body-invalid'],
    [{ bytes: 1.5 }, 422, 'request/body-invalid'],
    [{}, 422, 'request/body-invalid'],
  ])('makes no room for %j', async (json, status, code) => {
    const { call } = await aDeployment()
    expect(await call('POST', '/uploads', { json })).toMatchObject({ status, json: { code } })
  })
})

describe('reading templates', () => {
  it('shows the newest version with its schema, sample and files', async () => {
    const { publish, call } = await aDeployment()
    await publish()
    expect((await call('GET', '/templates/card')).json).toMatchObject({
      template: 'card@1',
      values: { type: 'object', required: ['name'] },
      sample: { serialNumber: 'S-1', name: 'Ada' },
      defaultLanguage: 'en',
      files: expect.arrayContaining(['pass.json', 'template.json', 'icon.png']),
    })
  })

  it('shows an older version', async () => {
    const { publish, call } = await aDeployment()
    await publish()
    await publish({ pass: { description: 'Another' } })
    expect((await call('GET', '/templates/card/versions/1')).json).toMatchObject({ template: 'card@1' })
    expect((await call('GET', '/templates/card')).json).toMatchObject({ template: 'card@2' })
  })

  it('lists them page by page', async () => {
    const { publish, call } = await aDeployment()
    for (const name of ['a', 'b', 'c']) await publish({ settings: { name } })
    const seen: string[] = []
    let cursor = ''
    do {
      const { json } = await call('GET', `/templates?limit=2${cursor}`)
      seen.push(...json.items.map(({ name }: { name: string }) => name))
      cursor = json.next === undefined ? '' : `&cursor=${encodeURIComponent(json.next)}`
    } while (cursor !== '')
    expect(seen).toEqual(['a', 'b', 'c'])
  })

  it.each([
    ['/templates/none', 404, 'template/not-found'],
    ['/templates/None%20', 404, 'template/not-found'],
    ['/templates/card/versions/2', 404, 'template/not-found'],
    ['/templates/card/versions/0', 404, 'template/not-found'],
    ['/templates/card/versions/latest', 404, 'template/not-found'],
    ['/templates/none/versions', 404, 'template/not-found'],
    ['/templates?cursor=made-up', 400, 'request/cursor-invalid'],
  ])('refuses %s', async (path, status, code) => {
    const { publish, call } = await aDeployment()
    await publish()
    expect(await call('GET', path)).toMatchObject({ status, json: { code } })
  })

  it('needs no scope but that of reading', async () => {
    const deployment = await aDeployment()
    const key = await deployment.keyWith(['templates:read'])
    expect(await deployment.call('GET', '/templates', { key })).toMatchObject({ status: 200 })
    expect(await deployment.call('POST', '/templates', { key, body: anArchive(), headers: zip })).toMatchObject({
      status: 403,
      json: { code: 'request/scope-missing' },
    })
    expect(await publishing(deployment, anArchive())).toMatchObject({ status: 201 })
  })
})
