import { beforeEach, describe, expect, it } from 'vitest'
import { aDeployment, type Deployment, type } from './a-deployment.ts'

let deployment: Deployment

const label = (text: string) => ({
  pass: { generic: { primaryFields: [{ key: 'name', label: text, value: '${name}' }] } },
})

const read = async (serial: string) => (await deployment.call('GET', `/passes/${type}/${serial}`)).json

/** Two passes at version 1 of a template, of which there is a version 2. */
beforeEach(async () => {
  deployment = await aDeployment()
  await deployment.publish(label('Name'))
  for (const serial of ['A-1', 'A-2'])
    await deployment.call('PUT', `/passes/${type}/${serial}`, { json: { template: 'card', values: { name: serial } } })
  await deployment.publish(label('Guest'))
})

const start = (json: unknown = { template: 'card' }) => deployment.call('POST', '/rollouts', { json })

const deliver = async (): Promise<void> => {
  deployment.ports.onRollouts(deployment.rollOut)
  await deployment.ports.settled()
}

describe('rollouts', () => {
  it('are started, and read at the address that the answer names', async () => {
    const { status, headers, json } = await start()
    expect([status, json.status, json.kind, json.version, json.total]).toEqual([201, 'running', 'template', 2, 2])
    const address = headers.get('location') ?? ''
    expect(json.links.self).toBe(address)
    await deliver()
    const { json: done } = await deployment.call('GET', address)
    expect(done).toEqual({
      ...json,
      status: 'done',
      counts: { seen: 2, changed: 2, unchanged: 0, skipped: 0, failed: 0 },
      endedAt: '2026-11-21T12:00:00.000Z',
    })
    expect((await read('A-1')).template).toBe('card@2')
  })

  it('go to the passes that a filter names, and to the version that is asked for', async () => {
    await deployment.publish(label('Visitor'))
    const filter = { versions: [1], values: { name: 'A-2' }, voided: false }
    const { json } = await start({ template: 'card', version: 2, filter })
    expect([json.version, json.filter]).toEqual([2, filter])
    await deliver()
    expect([(await read('A-1')).template, (await read('A-2')).template]).toEqual(['card@1', 'card@2'])
  })

  it('name the passes that do not fit, with the reason', async () => {
    await deployment.publish({ values: { name: { type: 'string', pattern: '1$|^Ada$' } } })
    const { json } = await start()
    await deliver()
    const { counts, failures } = (await deployment.call('GET', json.links.self)).json
    expect(counts).toMatchObject({ changed: 1, failed: 1 })
    expect(failures).toEqual([
      { serialNumber: 'A-2', code: 'values/invalid', message: expect.not.stringContaining('A-2') },
    ])
  })

  it('are paused, resumed, aborted and taken back', async () => {
    const { json } = await start()
    const at = json.links.self
    expect((await deployment.call('POST', `${at}/pause`)).json.status).toBe('paused')
    expect((await deployment.call('POST', `${at}/resume`)).json.status).toBe('running')
    await deliver()
    const back = await deployment.call('POST', `${at}/back`)
    expect([back.status, back.json.kind, back.json.takesBack]).toEqual([201, 'back', json.id])
    await deployment.call('POST', `${back.json.links.self}/pause`)
    expect((await deployment.call('POST', `${back.json.links.self}/abort`)).json.status).toBe('aborted')
  })

  it('sign anew', async () => {
    expect((await start({ template: 'card', kind: 'sign' })).json).toMatchObject({ kind: 'sign', status: 'running' })
  })

  it('are listed, newest first', async () => {
    const first = await start()
    await deliver()
    const second = await start()
    const { items } = (await deployment.call('GET', '/rollouts?limit=2')).json
    // Both began within one millisecond.
    expect(items.map(({ id }: { readonly id: string }) => id).sort()).toEqual([first.json.id, second.json.id].sort())
  })

  it.each([
    ['a template that is not there', { template: 'none' }, 404, 'template/not-found'],
    ['a version that is not there', { template: 'card', version: 7 }, 404, 'template/not-found'],
    ['no template', {}, 422, 'request/body-invalid'],
    ['a template with a version in its name', { template: 'card@2' }, 422, 'request/body-invalid'],
    ['another kind', { template: 'card', kind: 'back' }, 422, 'request/body-invalid'],
    ['an unknown filter', { template: 'card', filter: { serials: ['A-1'] } }, 422, 'request/body-invalid'],
    [
      'a large filter',
      { template: 'card', filter: { values: { name: 'x'.repeat(5000) } } },
      422,
      'rollout/filter-too-large',
    ],
  ])('are refused for %s', async (_, json, status, code) => {
    expect(await start(json)).toMatchObject({ status, json: { code } })
  })

  it('are refused while another one of the template has not ended', async () => {
    const { json } = await start()
    expect(await start()).toMatchObject({ status: 409, json: { code: 'rollout/running' } })
    const back = await deployment.call('POST', `${json.links.self}/back`)
    expect(back).toMatchObject({ status: 409, json: { code: 'rollout/running' } })
  })

  it('that have ended cannot be changed, and those that nobody knows are not found', async () => {
    const { json } = await start()
    await deliver()
    expect(await deployment.call('POST', `${json.links.self}/pause`)).toMatchObject({
      status: 409,
      json: { code: 'rollout/ended' },
    })
    for (const id of ['nothing', 'x'.repeat(64)])
      expect((await deployment.call('GET', `/rollouts/${id}`)).json.code).toBe('rollout/not-found')
  })

  it('are read with one scope and changed with another', async () => {
    const reader = await deployment.keyWith(['rollouts:read'])
    const writer = await deployment.keyWith(['rollouts:write'])
    const { status, json } = await deployment.call('POST', '/rollouts', { json: { template: 'card' }, key: writer })
    expect(status).toBe(201)
    for (const [method, path, key] of [
      ['GET', '/rollouts', writer],
      ['GET', `/rollouts/${json.id}`, writer],
      ['POST', '/rollouts', reader],
      ['POST', `/rollouts/${json.id}/abort`, reader],
      ['POST', `/rollouts/${json.id}/back`, reader],
    ] as const)
      expect((await deployment.call(method, path, { key })).status).toBe(403)
  })
})
