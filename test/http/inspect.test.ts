import { describe, expect, it } from 'vitest'
import { copyBytes, utf8 } from '../../lib/core/bytes.ts'
import { limits } from '../../lib/service/limits.ts'
import { aDesign } from '../builders/design.ts'
import { aZip } from '../builders/zip.ts'
import { aDeployment, anArchive, type Deployment, theRoot, type } from './a-deployment.ts'

const inspecting = (
  { call }: Deployment,
  body: Uint8Array<ArrayBuffer>,
  { query = '', mediaType = 'application/vnd.apple.pkpass' } = {},
) => call('POST', `/inspect${query}`, { body, headers: { 'content-type': mediaType } })

const aFile = async ({ publish, call }: Deployment): Promise<Uint8Array<ArrayBuffer>> => {
  await publish()
  await call('PUT', `/passes/${type}/A-1`, { json: { template: 'card', values: { name: 'Ada' } } })
  return copyBytes((await call('GET', `/passes/${type}/A-1/file`)).bytes)
}

const upload = async ({ call, ports }: Deployment, archive: Uint8Array): Promise<string> => {
  const { json } = await call('POST', '/uploads', { json: { bytes: archive.length } })
  await ports.receiveUpload(new URL(json.upload.url).pathname.slice(1), archive)
  return json.links.inspect
}

describe('POST /inspect', () => {
  it('tells of a pass who signed it and when, what was checked, each file, and each fault with its source', async () => {
    const deployment = await aDeployment()
    const { status, json } = await inspecting(deployment, await aFile(deployment))
    expect(status).toBe(200)
    expect(json).toMatchObject({
      kind: 'pass',
      finished: true,
      pass: { passTypeIdentifier: type, serialNumber: 'A-1', styles: ['generic'] },
      signature: {
        ok: false,
        signer: { passTypeIdentifier: type, teamIdentifier: 'ABCDE12345', role: 'signer', nfc: false },
        signingTime: '2026-11-21T12:00:00.000Z',
        digestAlgorithm: 'SHA-256',
        chain: [{ role: 'signer' }, { role: 'intermediate' }],
      },
      counts: { errors: expect.any(Number), warnings: expect.any(Number), infos: expect.any(Number) },
    })
    expect(json.signature.checks).toContainEqual({ name: 'integrity', ok: true, codes: [] })
    expect(json.manifest).toContainEqual({
      path: 'pass.json',
      bytes: expect.any(Number),
      listed: expect.stringMatching(/^[0-9a-f]{40}$/),
      actual: expect.stringMatching(/^[0-9a-f]{40}$/),
      state: 'ok',
    })
    expect(json.devices.map(({ os }: { os: string }) => os)).toContain('iOS 26')
    const [finding] = json.findings.filter(({ severity }: { severity: string }) => severity === 'error')
    expect(finding).toMatchObject({ path: 'signature', source: { kind: expect.any(String) } })
  })

  it.each([
    ['a template', () => anArchive(), 'application/zip', { kind: 'template', made: 'passwright' }],
    ['a design', () => aDesign(), 'application/octet-stream', { kind: 'template', made: 'pass-designer' }],
    [
      'a bundle',
      () => aZip([{ name: 'a.pkpass', data: aZip([{ name: 'pass.json', data: utf8('{}') }]) }]),
      'application/vnd.apple.pkpasses',
      { kind: 'bundle', passes: [{ name: 'a.pkpass', inspection: { kind: 'pass' } }] },
    ],
  ])('tells of %s', async (_, archive, mediaType, expected) => {
    const answer = await inspecting(await aDeployment(), archive(), { mediaType })
    expect(answer).toMatchObject({ status: 200, json: expected })
  })

  it('judges as strictly as it is asked to', async () => {
    const deployment = await aDeployment()
    const pass = aZip([{ name: 'pass.json', data: utf8('{"expirationDate": "2026-11-22T12:00:00.123Z"}') }])
    const infos = async (query: string) => (await inspecting(deployment, pass, { query })).json.counts.infos
    expect(await infos('?profile=lenient')).toBeGreaterThan(await infos('?profile=strict'))
  })

  it('counts all faults, however many there are, and tells the gravest', async () => {
    const fields = Array.from({ length: 300 }, (_, index) => ({ key: `k${index}`, label: 7, value: 'x'.repeat(3000) }))
    const pass = aZip([{ name: 'pass.json', data: utf8(JSON.stringify({ generic: { backFields: fields } })) }])
    const { json } = await inspecting(await aDeployment(), pass)
    expect(json.counts.errors).toBeGreaterThan(limits.findings.most)
    expect(json.findings).toHaveLength(limits.findings.most)
    expect(new Set(json.findings.map(({ severity }: { severity: string }) => severity))).toEqual(new Set(['error']))
  })

  it('answers no more than a function can send, whatever the names in a package', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => [`${index}${'\u0001'.repeat(400)}`, 'x'])
    const data = utf8(JSON.stringify(Object.fromEntries(lines)))
    const pass = aZip([
      { name: 'pass.json', data: utf8('{}') },
      { name: 'manifest.json', method: 8, data },
    ])
    const bundle = aZip(Array.from({ length: 10 }, (_, index) => ({ name: `${index}.pkpass`, data: pass })))
    const { status, bytes } = await inspecting(await aDeployment(), bundle)
    expect(status).toBe(200)
    expect(bytes.length).toBeLessThan(limits.passBytes)
  })

  it.each([
    ['', utf8('no archive'), {}, 422, 'archive/not-zip'],
    ['nothing', new Uint8Array(), {}, 422, 'archive/not-zip'],
    ['4 MB', new Uint8Array(limits.directArchiveBytes + 1), {}, 413, 'request/too-large'],
    ['another type', utf8('{}'), { mediaType: 'application/json' }, 415, 'request/media-type'],
    ['a profile', utf8('x'), { query: '?profile=mild' }, 400, 'request/parameter-invalid'],
  ])('refuses %s', async (_, body, options, status, code) => {
    expect(await inspecting(await aDeployment(), body, options)).toMatchObject({ status, json: { code } })
  })

  it('needs a scope of its own, which is enough', async () => {
    const deployment = await aDeployment()
    const sent = { body: anArchive(), headers: { 'content-type': 'application/zip' } }
    const [can, cannot] = [await deployment.keyWith(['packages:inspect']), await deployment.keyWith(['passes:read'])]
    expect((await deployment.call('POST', '/inspect', { ...sent, key: can })).status).toBe(200)
    const refused = await deployment.call('POST', '/inspect', { ...sent, key: cannot })
    expect(refused).toMatchObject({ status: 403, json: { code: 'request/scope-missing' } })
  })
})

describe('POST /uploads/{id}/inspect', () => {
  it('trusts roots besides Apple’s', async () => {
    const deployment = await aDeployment()
    const file = await aFile(deployment)
    const address = await upload(deployment, file)
    const { status, json } = await deployment.call('POST', address, { json: { trust: [await theRoot()] } })
    expect([status, json.signature.ok, json.counts.errors]).toEqual([200, true, 0])
  })

  it('needs no body, and takes an upload once', async () => {
    const deployment = await aDeployment()
    const address = await upload(deployment, anArchive())
    expect(await deployment.call('POST', address)).toMatchObject({ status: 200, json: { kind: 'template' } })
    expect(await deployment.call('POST', address)).toMatchObject({ status: 404, json: { code: 'upload/not-found' } })
  })

  it.each([
    [{ trust: ['no PEM'] }, 'signer/certificate-unreadable'],
    [{ trust: Array.from({ length: 11 }, () => 'x') }, 'request/body-invalid'],
    [{ profile: 'mild' }, 'request/body-invalid'],
    [{ roots: [] }, 'request/body-invalid'],
  ])('refuses %j', async (json, code) => {
    const deployment = await aDeployment()
    const address = await upload(deployment, anArchive())
    expect(await deployment.call('POST', address, { json })).toMatchObject({ status: 422, json: { code } })
  })

  it('may be prepared by who may inspect, and by who may publish, but by nobody else', async () => {
    const { call, keyWith } = await aDeployment()
    const status = async (scope: 'packages:inspect' | 'templates:write' | 'templates:read') =>
      (await call('POST', '/uploads', { json: { bytes: 1 }, key: await keyWith([scope]) })).status
    expect([await status('packages:inspect'), await status('templates:write')]).toEqual([201, 201])
    expect(await status('templates:read')).toBe(403)
  })
})
