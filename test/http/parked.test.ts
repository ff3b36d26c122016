import { describe, expect, it } from 'vitest'
import { aDeployment, type Deployment, type } from './a-deployment.ts'

/** The text of an event about a pass. */
const anEvent = (serialNumber: string, detail: object = {}): string =>
  JSON.stringify({ passTypeIdentifier: type, serialNumber, eventId: 'e-1', source: 'tests', ...detail })

const aParkingDeployment = async (...events: readonly string[]): Promise<Deployment> => {
  const deployment = await aDeployment()
  await deployment.publish()
  for (const event of events) await deployment.take(event)
  return deployment
}

const listed = async ({ call }: Deployment): Promise<readonly { readonly id: string }[]> =>
  (await call('GET', '/parked')).json.items

const theId = async (deployment: Deployment): Promise<string> => (await listed(deployment))[0]?.id ?? ''

const late = anEvent('A-1', { template: 'late', values: { name: 'Ada' } })

describe('parked events', () => {
  it('are listed, the newest first and page by page, without what they say', async () => {
    const deployment = await aParkingDeployment(anEvent('A-1', { patch: {} }), '{')
    const { json } = await deployment.call('GET', '/parked?limit=1')
    const rest = await deployment.call('GET', `/parked?limit=1&cursor=${json.next}`)
    const items = [...json.items, ...rest.json.items]
    expect(items.map(({ code, serialNumber }) => [code, serialNumber])).toEqual(
      expect.arrayContaining([
        ['pass/not-found', 'A-1'],
        ['request/json-invalid', undefined],
      ]),
    )
    expect(items.every((item) => item.body === undefined)).toBe(true)
  })

  it('are shown one by one, whole and with their places', async () => {
    const body = anEvent('A-1', { template: 'card', values: { name: '' } })
    const deployment = await aParkingDeployment(body)
    const { status, json } = await deployment.call('GET', `/parked/${await theId(deployment)}`)
    expect([status, json]).toEqual([
      200,
      {
        id: expect.stringMatching(/^[0-9a-f]{64}$/),
        at: '2026-11-21T12:00:00.000Z',
        code: 'values/invalid',
        reason: expect.stringContaining('/name'),
        passTypeIdentifier: type,
        serialNumber: 'A-1',
        findings: [expect.objectContaining({ code: 'value-too-short', path: '/name' })],
        body,
        links: {
          self: `/api/v1/parked/${json.id}`,
          retry: `/api/v1/parked/${json.id}/retry`,
          pass: `/api/v1/passes/${type}/A-1`,
        },
      },
    ])
  })

  it('are answered as their change would be when they are retried, and are gone when it is made', async () => {
    const deployment = await aParkingDeployment(late)
    const id = await theId(deployment)
    const refused = await deployment.call('POST', `/parked/${id}/retry`)
    expect([refused.status, refused.json.code]).toEqual([404, 'template/not-found'])
    await deployment.publish({ settings: { name: 'late' } })
    const made = await deployment.call('POST', `/parked/${id}/retry`)
    expect([made.status, made.headers.get('location'), made.json.values]).toEqual([
      201,
      `/api/v1/passes/${type}/A-1`,
      { name: 'Ada' },
    ])
    expect(await listed(deployment)).toEqual([])
  })

  it('are gone when they are dropped, which may be repeated', async () => {
    const deployment = await aParkingDeployment('{')
    const id = await theId(deployment)
    expect((await deployment.call('DELETE', `/parked/${id}`)).status).toBe(204)
    expect((await deployment.call('DELETE', `/parked/${id}`)).status).toBe(204)
    expect((await deployment.call('GET', `/parked/${id}`)).json.code).toBe('parked/not-found')
    expect((await deployment.call('POST', `/parked/${id}/retry`)).json.code).toBe('parked/not-found')
  })

  it('that are no JSON stay no JSON', async () => {
    const deployment = await aParkingDeployment('{')
    const { status, json } = await deployment.call('POST', `/parked/${await theId(deployment)}/retry`)
    expect([status, json.code]).toEqual([400, 'request/json-invalid'])
  })

  it('are only for who may read passes, and are retried and dropped only by who may write them', async () => {
    const deployment = await aParkingDeployment('{')
    const path = `/parked/${await theId(deployment)}`
    const [reads, writes] = [await deployment.keyWith(['passes:read']), await deployment.keyWith(['passes:write'])]
    const status = async (key: string, method: string, at: string) =>
      (await deployment.call(method, at, { key })).status
    expect([await status(writes, 'GET', '/parked'), await status(writes, 'GET', path)]).toEqual([403, 403])
    expect([await status(reads, 'POST', `${path}/retry`), await status(reads, 'DELETE', path)]).toEqual([403, 403])
    expect([await status(reads, 'GET', '/parked'), await status(reads, 'GET', path)]).toEqual([200, 200])
    expect(await status(writes, 'DELETE', path)).toBe(204)
  })
})
