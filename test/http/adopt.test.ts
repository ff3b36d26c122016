import { describe, expect, it } from 'vitest'
import { adoptionRequestSchema } from '../../lib/http/api/schemas/adoption.ts'
import { aDeployment, type Deployment, type } from './a-deployment.ts'

const path = `/passes/${type}/OF-1/adopt`
const token = 'vxwxd7J8AlNNFPS8k0a0FfUFtq0ewzFdc'

const holder = (deviceLibraryIdentifier: string) => ({ deviceLibraryIdentifier, pushToken: 'ab'.repeat(32) })

const ada = {
  template: 'card',
  values: { name: 'Ada' },
  authenticationToken: token,
  lastModified: '2026-11-20T10:30:00+01:00',
  registrations: [holder('phone'), holder('watch')],
}

const aCardShop = async (adopts = true): Promise<Deployment> => {
  const deployment = await aDeployment({ adopts })
  await deployment.publish()
  return deployment
}

describe('POST …/adopt', () => {
  it('creates the pass, registers its devices, and tells the token to nobody', async () => {
    const { call } = await aCardShop()
    const { status, headers, json } = await call('POST', path, { json: ada })
    expect([status, headers.get('location'), headers.get('etag')]).toEqual([201, `/api/v1/passes/${type}/OF-1`, '"1"'])
    expect(json).toMatchObject({ version: 1, lastModified: '2026-11-20T09:30:00.000Z', registered: 2, warnings: [] })
    expect(JSON.stringify(json)).not.toContain(token)
  })

  it('answers the same again with 200, and adds what is missing', async () => {
    const { call } = await aCardShop()
    await call('POST', path, { json: ada })
    const again = await call('POST', path, { json: { ...ada, registrations: [holder('phone'), holder('tablet')] } })
    expect([again.status, again.headers.get('etag'), again.json.registered]).toEqual([200, '"1"', 1])
  })

  it('refuses other contents', async () => {
    const { call } = await aCardShop()
    await call('POST', path, { json: ada })
    const other = await call('POST', path, { json: { ...ada, values: { name: 'Bob' } } })
    expect([other.status, other.json.code]).toEqual([412, 'pass/exists'])
  })

  it('refuses pass types that the stage does not adopt', async () => {
    const { call } = await aCardShop(false)
    const { status, json } = await call('POST', path, { json: ada })
    expect([status, json.code]).toEqual([409, 'adoption/not-allowed'])
  })

  it('points to every fault in the body', async () => {
    const { call } = await aCardShop()
    const faulty = {
      ...ada,
      authenticationToken: 'short',
      lastModified: '2027-01-01T00:00:00Z',
      registrations: [holder('phone'), { deviceLibraryIdentifier: 'a b', pushToken: 'zz' }],
    }
    const { status, json } = await call('POST', path, { json: faulty })
    expect([status, json.code]).toEqual([422, 'adoption/invalid'])
    expect(json.findings).toMatchObject([
      { code: 'adopted-token-invalid', pointer: '/authenticationToken' },
      { code: 'adopted-date-invalid', pointer: '/lastModified' },
      { code: 'adopted-device-invalid', pointer: '/registrations/1/deviceLibraryIdentifier' },
      { code: 'adopted-push-token-invalid', pointer: '/registrations/1/pushToken' },
    ])
  })

  it.each(['2026-11-20T09:30:00.5Z', '2026-02-30T09:30:00Z', '2026-11-20'])(
    'takes no date such as %s',
    async (lastModified) => {
      const { call } = await aCardShop()
      const { status } = await call('POST', path, { json: { ...ada, lastModified } })
      expect(status).toBe(422)
    },
  )

  it('refuses a body that is none', async () => {
    const { call } = await aCardShop()
    const { authenticationToken, ...rest } = ada
    expect((await call('POST', path, { json: rest })).json.code).toBe('request/body-invalid')
    expect((await call('POST', path, { json: { ...ada, authenticationToken, more: 1 } })).json.code).toBe(
      'request/body-invalid',
    )
  })

  it('is for keys that may adopt', async () => {
    const { call, keyWith } = await aCardShop()
    const writer = await keyWith(['passes:write'])
    expect((await call('POST', path, { json: ada, key: writer })).status).toBe(403)
    const adopter = await keyWith(['passes:adopt'])
    expect((await call('POST', path, { json: ada, key: adopter })).status).toBe(201)
  })

  it('says which pass type or serial number is none', async () => {
    const { call } = await aCardShop()
    expect((await call('POST', `/passes/${type}/a%20b/adopt`, { json: ada })).json.code).toBe(
      'pass/serial-number-invalid',
    )
  })

  it('takes the example of its documentation', async () => {
    const deployment = await aDeployment({ adopts: true })
    const [example] = adoptionRequestSchema.examples
    await deployment.publish({
      settings: { name: 'store-card' },
      values: { name: { type: 'string' }, points: { type: 'integer' } },
      sample: { points: 1 },
    })
    expect((await deployment.call('POST', path, { json: example })).status).toBe(201)
  })
})
