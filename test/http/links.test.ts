import { describe, expect, it } from 'vitest'
import { aDeployment, type } from './a-deployment.ts'

const path = `/passes/${type}/OF-1`
const sealing = { template: 'card', passes: [{ name: 'Ada', serialNumber: 'OF-1' }, { name: 'Grace' }] }

const aReady = async () => {
  const deployment = await aDeployment()
  await deployment.publish()
  return deployment
}

type Deployment = Awaited<ReturnType<typeof aReady>>

const sealed = async ({ call }: Deployment): Promise<readonly { readonly url: string }[]> =>
  (await call('POST', '/links/sealed', { json: sealing })).json.links

const statusOf = async ({ get }: Deployment, url: string, method?: string) => (await get(url, method)).status

describe('sealed links', () => {
  it('are made, each with the pass that it leads to', async () => {
    const { call } = await aReady()
    const { status, json } = await call('POST', '/links/sealed', {
      json: { ...sealing, expiresAt: '2027-03-01T09:30:00Z' },
    })
    expect(status).toBe(201)
    expect(json.links).toEqual([
      {
        ...{ passTypeIdentifier: type, serialNumber: 'OF-1', expiresAt: '2027-03-01T09:30:00.000Z' },
        url: expect.stringMatching(/^https:\/\/passes\.example\/p\/[A-Za-z0-9_-]+$/),
      },
      expect.objectContaining({ serialNumber: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/) }),
    ])
  })

  it('issue their pass when it is fetched, and neither by HEAD nor by their page', async () => {
    const deployment = await aReady()
    const [link] = await sealed(deployment)
    const file = `${link!.url}/pass.pkpass`
    for (const [address, method] of [
      [file, 'HEAD'],
      [link!.url, 'HEAD'],
      [link!.url, 'GET'],
    ] as const)
      expect(await statusOf(deployment, address, method)).toBe(200)
    expect((await deployment.call('GET', path)).status).toBe(404)
    expect(await statusOf(deployment, file)).toBe(200)
    expect((await deployment.call('GET', path)).json.values).toEqual({ name: 'Ada' })
  })

  it('are refused with the place of each fault', async () => {
    const { call } = await aReady()
    const { status, json } = await call('POST', '/links/sealed', {
      json: { template: 'card', passes: [{ name: 'Ada' }, {}] },
    })
    expect([status, json.code]).toEqual([422, 'values/invalid'])
    expect(json.findings).toMatchObject([{ path: '/passes/1/name' }])
  })

  it.each([
    ['no passes', { template: 'card', passes: [] }],
    ['more than a hundred', { template: 'card', passes: Array.from({ length: 101 }, () => ({ name: 'Ada' })) }],
    ['no template', { passes: [{ name: 'Ada' }] }],
    ['what is no object', { template: 'card', passes: ['Ada'] }],
  ])('are not made of %s', async (_, json) => {
    const { call } = await aReady()
    expect(await call('POST', '/links/sealed', { json })).toMatchObject({
      status: 422,
      json: { code: 'request/body-invalid' },
    })
  })
})

describe('a link to an order', () => {
  it('leads to passes that were issued and to others, together and one by one', async () => {
    const deployment = await aReady()
    await deployment.call('PUT', path, { json: { template: 'card', values: { name: 'Ada' } } })
    const passes = [
      { passTypeIdentifier: type, serialNumber: 'OF-1' },
      { template: 'card', values: { name: 'Grace' } },
    ]
    const { status, json } = await deployment.call('POST', '/links/order', { json: { passes } })
    expect(status).toBe(201)
    for (const part of ['', '/1/pass.pkpass', '/2/pass.pkpass', '/passes.pkpasses'])
      expect(await statusOf(deployment, `${json.url}${part}`)).toBe(200)
    for (const part of ['/pass.pkpass', '/3/pass.pkpass'])
      expect(await statusOf(deployment, `${json.url}${part}`)).toBe(404)
  })

  it.each([
    ['neither one nor the other', {}],
    ['half of each', { passTypeIdentifier: type, template: 'card' }],
    ['both', { passTypeIdentifier: type, serialNumber: 'OF-1', template: 'card', values: { name: 'Ada' } }],
  ])('is not made of what is %s', async (_, pass) => {
    const { call } = await aReady()
    expect(await call('POST', '/links/order', { json: { passes: [pass] } })).toMatchObject({
      ...{ status: 422, json: { code: 'request/body-invalid' } },
    })
  })
})

it('an enrolment link leads to a pass of one’s own', async () => {
  const deployment = await aReady()
  const json = { template: 'card', values: { name: 'Friend' } }
  const made = await deployment.call('POST', '/links/enrolment', { json })
  expect(made.status).toBe(201)
  const answer = await deployment.get(`${made.json.url}/pass.pkpass`)
  expect(answer.status).toBe(302)
  const own = new URL(answer.headers.get('location') ?? '', `${made.json.url}/pass.pkpass`).href
  expect([await statusOf(deployment, own), await statusOf(deployment, own)]).toEqual([200, 200])
  expect((await deployment.call('GET', '/passes?template=card')).json.items).toHaveLength(1)
})

describe('links are revoked', () => {
  it('of a pass', async () => {
    const deployment = await aReady()
    await deployment.call('PUT', path, { json: { template: 'card', values: { name: 'Ada' } } })
    const { url } = (await deployment.call('POST', `${path}/links`)).json
    expect((await deployment.call('DELETE', `${path}/links?before=2026-11-21T11:00:00Z`)).status).toBe(204)
    expect(await statusOf(deployment, url)).toBe(200)
    expect((await deployment.call('DELETE', `${path}/links`)).status).toBe(204)
    for (const address of [url, `${url}/pass.pkpass`]) expect(await statusOf(deployment, address)).toBe(410)
  })

  it('by one of them', async () => {
    const deployment = await aReady()
    const [link, other] = await sealed(deployment)
    const json = { link: link!.url }
    expect((await deployment.call('POST', '/links/revocations', { json })).status).toBe(204)
    expect(await statusOf(deployment, link!.url)).toBe(410)
    expect(await statusOf(deployment, other!.url)).toBe(200)
  })

  it('of a pass type', async () => {
    const deployment = await aReady()
    const json = { passTypeIdentifier: type, before: '2026-11-21T12:00:00Z' }
    expect((await deployment.call('POST', '/links/revocations', { json })).status).toBe(204)
  })

  it.each([
    [{}, 'request/body-invalid'],
    [{ passTypeIdentifier: type }, 'request/body-invalid'],
    [{ link: 'x', before: '2026-11-21T11:00:00Z' }, 'request/body-invalid'],
    [{ passTypeIdentifier: type, before: '2026-11-21T12:00:01Z' }, 'link/revocation-invalid'],
    [{ passTypeIdentifier: 'pass.com.example.unknown', before: '2026-11-21T11:00:00Z' }, 'template/pass-type-unknown'],
    [{ link: 'https://passes.example/p/x' }, 'link/forged'],
  ])('not by %j', async (json, code) => {
    const { call } = await aReady()
    expect((await call('POST', '/links/revocations', { json })).json.code).toBe(code)
  })

  it.each(['yesterday', '2026-02-30', '2026-11-21T11:00:00'])('not from %s on', async (before) => {
    const { call } = await aReady()
    expect((await call('DELETE', `${path}/links?before=${before}`)).json.code).toBe('request/parameter-invalid')
  })
})

it('only who may make links revokes them', async () => {
  const { call, keyWith } = await aReady()
  const key = await keyWith(['passes:write', 'passes:read'])
  for (const [method, at, json] of [
    ['DELETE', `${path}/links`, undefined],
    ['POST', '/links/sealed', sealing],
    ['POST', '/links/revocations', { link: 'x' }],
  ] as const)
    expect((await call(method, at, { key, ...(json ? { json } : {}) })).json.code).toBe('request/scope-missing')
})
