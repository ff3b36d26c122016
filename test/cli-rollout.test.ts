/** `passwright rollout`, run as its users run it, against the API on this machine. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFolder, passwright } from './builders/passwright.ts'
import { aDeployment, type Deployment, type } from './http/a-deployment.ts'
import { type Served, serve } from './http/serve.ts'

const folder = await aFolder()

let deployment: Deployment
let served: Served
let key: string
let sent: { readonly path: string; readonly body: string }[]

beforeAll(async () => {
  served = await serve(async (request) => {
    const body = await request.clone().text()
    if (request.method === 'POST') sent.push({ path: new URL(request.url).pathname, body })
    return deployment.api(request)
  })
})

afterAll(() => served.stop())

const label = (text: string) => ({
  pass: { generic: { primaryFields: [{ key: 'name', label: text, value: '${name}' }] } },
})

beforeEach(async () => {
  deployment = await aDeployment()
  await deployment.publish(label('Name'))
  for (const name of ['Ada', 'Grace'])
    await deployment.call('PUT', `/passes/${type}/${name}`, { json: { template: 'card', values: { name } } })
  await deployment.publish(label('Guest'))
  key = await deployment.keyWith(['rollouts:read', 'rollouts:write'])
  sent = []
})

const run = (...args: readonly string[]) =>
  passwright(folder, ['rollout', ...args, '--url', served.url], { PASSWRIGHT_API_KEY: key })

const begin = async (...args: readonly string[]): Promise<string> => {
  const { stdout } = await run('start', 'card', '--json', ...args)
  return JSON.parse(stdout).id
}

describe('rollout', () => {
  it('start tells of the rollout that has begun, and show how far it is', async () => {
    const started = await run('start', 'card')
    const id = started.stdout.split(' ')[0] ?? ''
    expect([started.code, started.stdout]).toEqual([
      0,
      `${id}  running: card to version 2\n  of 2 passes, 0 seen: 0 changed, 0 unchanged, 0 skipped, 0 failed\n`,
    ])
    deployment.ports.onRollouts(deployment.rollOut)
    await deployment.ports.settled()
    const shown = await run('show', id)
    expect([shown.code, shown.stdout]).toEqual([
      0,
      `${id}  done: card to version 2\n  of 2 passes, 2 seen: 2 changed, 0 unchanged, 0 skipped, 0 failed\n`,
    ])
  })

  it('start sends what its options name', async () => {
    await run('start', 'card', '--to', '2', '--from', '1', '--where', 'name=Ada', '--where', 'points=12')
    expect(sent.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
      [
        '/api/v1/rollouts',
        { template: 'card', version: 2, filter: { versions: [1], values: { name: 'Ada', points: 12 } } },
      ],
    ])
  })

  it('--watch goes on until it is done, and ends with 1 if passes have failed', async () => {
    await deployment.publish({ values: { name: { type: 'string', maxLength: 3 } } })
    deployment.ports.onRollouts(deployment.rollOut)
    const { code, stdout, stderr } = await run('start', 'card', '--watch')
    const id = stdout.split(' ')[0]
    expect([code, stderr]).toEqual([1, `rollout ${id}\n`])
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      `${id}  done: card to version 3`,
      '  of 2 passes, 2 seen: 1 changed, 0 unchanged, 0 skipped, 1 failed',
      expect.stringMatching(/^ {2}Grace {2}.* {2}\(values\/invalid\)$/),
    ])
  })

  it('watch ends when the rollout is paused', async () => {
    const id = await begin()
    await run('pause', id)
    const { code, stdout } = await run('watch', id)
    expect([code, stdout.split('\n')[0]]).toEqual([0, `${id}  paused: card to version 2`])
  })

  it('pause, resume and abort say what the rollout is then', async () => {
    const id = await begin()
    const told: string[] = []
    for (const action of ['pause', 'resume', 'abort']) told.push((await run(action, id)).stdout.split('\n')[0] ?? '')
    expect(told).toEqual(['paused', 'running', 'aborted'].map((status) => `${id}  ${status}: card to version 2`))
  })

  it('back starts another one, and list shows both', async () => {
    const id = await begin()
    await run('abort', id)
    const back = await run('back', id)
    const other = back.stdout.split(' ')[0] ?? ''
    expect(back.stdout).toContain(`running: card back, as before ${id}`)
    const lines = (await run('list')).stdout.trimEnd().split('\n').sort()
    const time = '2026-11-21T12:00:10.000Z'
    expect(lines).toEqual(
      [
        `${id}  ${time}  aborted  0 of 2  card to version 2`,
        `${other}  ${time}  running  0 of 2  card back, as before ${id}`,
      ].sort(),
    )
  })

  it('says what the API refuses', async () => {
    const { code, stderr } = await run('show', 'nothing')
    expect([code, stderr]).toEqual([1, expect.stringContaining('(rollout/not-found)')])
  })

  it.each([
    ['--to of what is only signed', ['start', 'card', '--sign', '--to', '2'], 'leave --to out'],
    ['a version that is no number', ['start', 'card', '--to', 'two'], '--to is not the number of a version'],
    ['a value without a name', ['start', 'card', '--where', '=Ada'], '--where wants NAME=VALUE'],
  ])('understands no %s', async (_, args, message) => {
    const { code, stderr } = await run(...args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
    expect(sent).toEqual([])
  })
})
