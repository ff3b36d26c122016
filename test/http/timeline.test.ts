import { beforeEach, describe, expect, it } from 'vitest'
import { aDeployment, type Deployment, type } from './a-deployment.ts'
import { hold } from './a-holder.ts'

const path = `/passes/${type}/A-1/timeline`

let deployment: Deployment

beforeEach(async () => {
  deployment = await aDeployment()
  await deployment.publish()
  await deployment.call('PUT', `/passes/${type}/A-1`, { json: { template: 'card', values: { name: 'Ada' } } })
})

describe('GET …/timeline', () => {
  it('says why a pass did not update, and what happened to it', async () => {
    await hold(deployment, 'phone')
    await deployment.call('PUT', `/passes/${type}/A-1`, { json: { template: 'card', values: { name: 'Grace' } } })
    const { status, json } = await deployment.call('GET', path)
    expect([status, json]).toEqual([
      200,
      {
        why: {
          code: 'build-waiting',
          sentence: 'Version 2 waits to be built since 2026-11-21 12:00:00 UTC.',
          todo: expect.any(String),
          events: [],
        },
        events: [{ at: '2026-11-21T12:00:00.000Z', kind: 'registered', detail: { device: 'phone', isNew: true } }],
      },
    ])
  })

  it('tells of one device, if it is asked for', async () => {
    await hold(deployment, 'phone')
    const one = (await deployment.call('GET', `${path}?device=phone`)).json
    const other = (await deployment.call('GET', `${path}?device=watch`)).json
    expect([one.why.code, other.why.code]).toEqual(['never-changed', 'not-registered'])
  })

  it('goes on page by page, and says why on the first one only', async () => {
    await hold(deployment, 'phone')
    await hold(deployment, 'watch')
    const first = (await deployment.call('GET', `${path}?limit=1`)).json
    const second = (await deployment.call('GET', `${path}?limit=1&cursor=${first.next}`)).json
    expect([Object.keys(first), Object.keys(second)]).toEqual([['why', 'events', 'next'], ['events']])
    const devices = [...first.events, ...second.events].map(({ detail }) => detail.device)
    expect(devices.sort()).toEqual(['phone', 'watch'])
  })

  it('of a pass that was erased, or is not known, says that', async () => {
    await deployment.call('DELETE', `/passes/${type}/A-1`)
    expect((await deployment.call('GET', path)).json).toMatchObject({ why: { code: 'pass-erased' }, events: [] })
    const { status, json } = await deployment.call('GET', `/passes/${type}/Z-9/timeline`)
    expect([status, json.why.code]).toEqual([200, 'pass-unknown'])
  })

  it.each([
    ['device=a%20b', 'request/parameter-invalid'],
    ['limit=0', 'request/parameter-invalid'],
    ['cursor=x', 'request/cursor-invalid'],
  ])('refuses ?%s', async (query, code) => {
    const { status, json } = await deployment.call('GET', `${path}?${query}`)
    expect([status, json.code]).toEqual([400, code])
  })

  it('needs the scope passes:read', async () => {
    const key = await deployment.keyWith(['passes:write'])
    expect((await deployment.call('GET', path, { key })).status).toBe(403)
    const reader = await deployment.keyWith(['passes:read'])
    expect((await deployment.call('GET', path, { key: reader })).status).toBe(200)
  })
})
