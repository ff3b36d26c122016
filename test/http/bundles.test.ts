import { describe, expect, it } from 'vitest'
import { unzip } from '../../lib/core/archive/unzip.ts'
import { aPicture } from '../stack/archives.ts'
import { aDeployment, type Deployment, type } from './a-deployment.ts'

/** A deployment with passes of these serial numbers. */
const withPasses = async (serials: readonly string[], changes = {}): Promise<Deployment> => {
  const deployment = await aDeployment()
  await deployment.publish(changes)
  for (const serial of serials) {
    const content = { template: 'card', values: { name: serial } }
    expect((await deployment.call('PUT', `/passes/${type}/${serial}`, { json: content })).status).toBe(201)
  }
  return deployment
}

const asking = (serials: readonly string[]) => ({
  json: { passes: serials.map((serialNumber) => ({ passTypeIdentifier: type, serialNumber })) },
})

describe('POST /bundles', () => {
  it('gives the passes as one file', async () => {
    const { call } = await withPasses(['A-1', 'A-2'])
    const { status, headers, bytes } = await call('POST', '/bundles', asking(['A-1', 'A-2']))
    expect(status).toBe(200)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/vnd.apple.pkpasses',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="passes.pkpasses"; filename*=UTF-8''passes.pkpasses`,
      'cache-control': 'private, no-store',
    })
    expect([...(await unzip(new Uint8Array(bytes))).keys()]).toEqual(['A-1.pkpass', 'A-2.pkpass'])
  })

  it('leads to the file if it is too large for an answer', async () => {
    const deployment = await withPasses(['A-1', 'A-2'], { files: { 'background@2x.png': aPicture(2_400_000) } })
    const { status, headers, bytes } = await deployment.call('POST', '/bundles', asking(['A-1', 'A-2']))
    expect([status, bytes.length]).toEqual([303, 0])
    const location = new URL(headers.get('location') ?? '')
    const file = await deployment.ports.sendDownload(location.pathname.slice(1))
    expect(file?.bytes.length).toBeGreaterThan(4_800_000)
  })

  it.each([
    [[], 'value-invalid', '/passes'],
    [Array.from({ length: 11 }, (_, index) => `A-${index}`), 'value-invalid', '/passes'],
    [['A-1', 'A-1'], 'value-invalid', '/passes'],
    [['A 1'], 'value-pattern', '/passes/0/serialNumber'],
  ])('refuses %j', async (serials, code, pointer) => {
    const { call } = await aDeployment()
    const { status, json } = await call('POST', '/bundles', asking(serials))
    expect([status, json.code]).toEqual([422, 'request/body-invalid'])
    expect(json.findings).toMatchObject([{ code, pointer }])
  })

  it('refuses a pass that is not there, saying which', async () => {
    const { call } = await withPasses(['A-1'])
    const { status, json } = await call('POST', '/bundles', asking(['A-1', 'A-2']))
    expect([status, json.code]).toEqual([404, 'pass/not-found'])
    expect(json.detail).toMatch(/^pass 2 of the bundle \(A-2\): /)
  })

  it('needs the scope of reading passes', async () => {
    const deployment = await withPasses(['A-1'])
    const [reads, writes] = [await deployment.keyWith(['passes:read']), await deployment.keyWith(['passes:write'])]
    expect((await deployment.call('POST', '/bundles', { ...asking(['A-1']), key: reads })).status).toBe(200)
    expect((await deployment.call('POST', '/bundles', { ...asking(['A-1']), key: writes })).status).toBe(403)
  })
})
