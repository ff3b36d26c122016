/** `passwright parked`, run as its users run it, against the API on this machine. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFolder, passwright } from './builders/passwright.ts'
import { aDeployment, type Deployment, type } from './http/a-deployment.ts'
import { type Served, serve } from './http/serve.ts'

const folder = await aFolder()

let deployment: Deployment
let served: Served
let key: string

beforeAll(async () => {
  served = await serve((request) => deployment.api(request))
})

afterAll(() => served.stop())

/** The event of a pass whose template is not there yet. */
const late = (serialNumber: string): string =>
  JSON.stringify({
    ...{ passTypeIdentifier: type, serialNumber, eventId: serialNumber, source: 'tests' },
    ...{ template: 'late', values: { name: 'Ada' } },
  })

beforeEach(async () => {
  deployment = await aDeployment()
  for (const event of [late('A-1'), late('A-2'), '{']) await deployment.take(event)
  key = await deployment.keyWith(['passes:read', 'passes:write'])
})

const run = (...args: readonly string[]) =>
  passwright(folder, ['parked', ...args, '--url', served.url], { PASSWRIGHT_API_KEY: key })

const ids = async (): Promise<ReadonlyMap<string, string>> => {
  const { items } = (await deployment.call('GET', '/parked')).json
  return new Map(items.map((item: Record<string, string>) => [item.serialNumber ?? '', item.id ?? '']))
}

describe('parked', () => {
  it('list tells of each event in a line', async () => {
    const { code, stdout, stderr } = await run('list')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.trimEnd().split('\n').sort()).toEqual(
      [
        `${(await ids()).get('')}  2026-11-21T12:00:00.000Z  request/json-invalid`,
        `${(await ids()).get('A-1')}  2026-11-21T12:00:00.000Z  template/not-found  ${type}  A-1`,
        `${(await ids()).get('A-2')}  2026-11-21T12:00:00.000Z  template/not-found  ${type}  A-2`,
      ].sort(),
    )
  })

  it('show tells what was wrong, and what came', async () => {
    const id = (await ids()).get('A-1') ?? ''
    const { code, stdout } = await run('show', id)
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n')).toEqual([
      `${id}  2026-11-21T12:00:00.000Z  template/not-found  ${type}  A-1`,
      expect.stringContaining('late'),
      late('A-1'),
    ])
  })

  it('show of an event that is not there fails with what the API says', async () => {
    const { code, stderr } = await run('show', 'none')
    expect([code, stderr]).toEqual([1, expect.stringContaining('(parked/not-found)')])
  })

  it('retry --all makes every change that can be made, and tells of the others', async () => {
    await deployment.publish({ settings: { name: 'late' } })
    const broken = (await ids()).get('')
    const { code, stdout, stderr } = await run('retry', '--all')
    expect([code, stdout]).toEqual([1, '2 retried, 1 failed\n'])
    expect(stderr).toContain(`${broken}  the event is not JSON`)
    expect([...(await ids()).keys()]).toEqual([''])
    expect((await deployment.call('GET', `/passes/${type}/A-2`)).json.values).toEqual({ name: 'Ada' })
  })

  it('drop forgets those that are named; --json tells it line by line', async () => {
    const known = await ids()
    const [one, other] = [known.get('') ?? '', known.get('A-1') ?? '']
    const { code, stdout } = await run('drop', one, other, '--json')
    expect([code, stdout]).toEqual([0, `{"id":"${one}","dropped":true}\n{"id":"${other}","dropped":true}\n`])
    expect([...(await ids()).keys()]).toEqual(['A-2'])
  })

  it('retry and drop want either ids or --all', async () => {
    expect((await run('retry')).code).toBe(2)
    expect((await run('drop', 'x', '--all')).code).toBe(2)
  })
})
