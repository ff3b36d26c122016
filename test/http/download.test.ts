import { describe, expect, it } from 'vitest'
import { verifyPass } from '../../lib/core/index.ts'
import { aSigner } from '../builders/signer.ts'
import { aDeployment, type } from './a-deployment.ts'

const path = `/passes/${type}/OF-1`

/** A deployment with one pass. */
const aPass = async (options?: Parameters<typeof aDeployment>[0]) => {
  const deployment = await aDeployment(options)
  await deployment.publish()
  await deployment.call('PUT', path, { json: { template: 'card', values: { name: 'Ada' } } })
  return deployment
}

const linkOf = async ({ call }: Awaited<ReturnType<typeof aPass>>, json?: object): Promise<string> =>
  (await call('POST', `${path}/links`, json ? { json } : {})).json.url

describe('a link', () => {
  it('leads to a page with a button that delivers the signed pass', async () => {
    const deployment = await aPass()
    const url = await linkOf(deployment)
    expect(url).toMatch(/^https:\/\/passes\.example\/p\/[A-Za-z0-9_~.-]{1,120}$/)
    const page = await (await deployment.get(url)).text()
    expect(page).toContain('Card of an example')
    const [base, href] = [/<base href="([^"]+)"/, /<a [^>]*href="([^"]+\.pkpass)"/].map(
      (each) => each.exec(page)?.[1] ?? '',
    )
    const response = await deployment.get(new URL(href!, new URL(base!, url)).href)
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(response.headers.get('content-length')).toBe(String(bytes.length))
    expect(response.headers.get('last-modified')).toBe('Sat, 21 Nov 2026 12:00:00 GMT')
    const { root } = await aSigner()
    const report = await verifyPass(bytes, { trust: { roots: [root] } })
    expect(report.ok).toBe(true)
  })

  it('delivers the very bytes that the API delivers', async () => {
    const deployment = await aPass()
    const url = await linkOf(deployment)
    const { bytes, headers } = await deployment.call('GET', `${path}/file`)
    expect(headers.get('content-type')).toBe('application/vnd.apple.pkpass')
    const downloaded = new Uint8Array(await (await deployment.get(`${url}/pass.pkpass`)).arrayBuffer())
    expect(downloaded).toEqual(bytes)
  })

  it('is not used up by looking at it', async () => {
    const deployment = await aPass()
    const url = await linkOf(deployment)
    for (const method of ['HEAD', 'GET', 'HEAD', 'GET'])
      for (const address of [url, `${url}/pass.pkpass`])
        expect((await deployment.get(address, method)).status).toBe(200)
  })

  it('that somebody made up is refused', async () => {
    const deployment = await aPass()
    const url = await linkOf(deployment)
    const forged = url.slice(0, -1) + (url.endsWith('A') ? 'B' : 'A')
    for (const address of [forged, `${forged}/pass.pkpass`, 'https://passes.example/p/x'])
      expect((await deployment.get(address)).status).toBe(403)
  })

  it('to a pass that was erased is gone', async () => {
    const deployment = await aPass()
    const url = await linkOf(deployment)
    await deployment.call('DELETE', path)
    for (const address of [url, `${url}/pass.pkpass`]) expect((await deployment.get(address)).status).toBe(410)
  })

  it('says when it expires', async () => {
    const deployment = await aPass()
    const { json } = await deployment.call('POST', `${path}/links`, { json: { expiresAt: '2027-03-01T09:30:00Z' } })
    expect(json.expiresAt).toBe('2027-03-01T09:30:00.000Z')
    expect(await (await deployment.get(json.url)).text()).toContain('March 1, 2027')
  })

  it.each(['2026-11-21T11:00:00Z', '2126-11-21T12:00:00Z'])('cannot expire at %s', async (expiresAt) => {
    const { call } = await aPass()
    expect(await call('POST', `${path}/links`, { json: { expiresAt } })).toMatchObject({
      status: 422,
      json: { code: 'link/expiry-invalid' },
    })
  })
})

it('a pass without a signer is refused for now, and the operator is told', async () => {
  const deployment = await aPass({ now: Date.UTC(2030, 0, 1) })
  const { status, headers, json } = await deployment.call('GET', `${path}/file`)
  expect([status, json.code, headers.get('retry-after')]).toEqual([503, 'signer/unusable', '60'])
  expect(deployment.failures).toMatchObject([
    { code: 'signer/unusable', method: 'GET', route: '/api/v1/passes/:type/:serial/file' },
  ])
})
