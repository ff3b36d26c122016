/** `passwright why`, run as its users run it, against the API on this machine. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../lib/core/format/json.ts'
import type { PassId } from '../lib/ports/records.ts'
import type { DeviceId } from '../lib/ports/registrations.ts'
import { aFolder, passwright } from './builders/passwright.ts'
import { aDeployment, type Deployment, type } from './http/a-deployment.ts'
import { hold } from './http/a-holder.ts'
import { type Served, serve } from './http/serve.ts'

const folder = await aFolder()

let deployment: Deployment
let served: Served
let key: string

beforeAll(async () => {
  served = await serve((request) => deployment.api(request))
})

afterAll(() => served.stop())

const pass = { passTypeIdentifier: type, serialNumber: 'A-1' } as PassId
const phone = { passTypeIdentifier: type, deviceLibraryIdentifier: 'phone' } as DeviceId

beforeEach(async () => {
  deployment = await aDeployment()
  await deployment.publish()
  await deployment.call('PUT', `/passes/${type}/A-1`, { json: { template: 'card', values: { name: 'Ada' } } })
  await hold(deployment, 'phone')
  key = await deployment.keyWith(['passes:read'])
})

const run = (...args: readonly string[]) =>
  passwright(folder, ['why', ...args, '--url', served.url], { PASSWRIGHT_API_KEY: key })

const second = Date.UTC(2026, 10, 21, 13)

/** Steps a second apart, as they would have been told. */
const tell = async (
  ...steps: readonly (readonly [kind: string, detail: JsonObject, of?: 'device'])[]
): Promise<void> => {
  await deployment.ports.events.append(
    steps.map(([kind, detail, of], index) => {
      const step = { at: second + index * 1000, key: kind, kind, detail }
      return of === 'device' ? { device: phone, ...step } : { pass, ...step }
    }),
  )
}

describe('why', () => {
  it('says first what is missing, then what to do, then what happened', async () => {
    const { code, stdout, stderr } = await run(type, 'A-1')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.trimEnd().split('\n')).toEqual([
      'The pass has not changed since it was issued at 2026-11-21 12:00:00 UTC.',
      '  to do   change its record; if you did, look among the parked events, and at what your system sent',
      '  code    never-changed',
      '',
      '2026-11-21T12:00:00.000Z  registered      by device phone',
    ])
  })

  it('tells each kind of step in words', async () => {
    await tell(
      ['changed', { revision: 2, version: 2, template: 'card@1', changed: ['name', 'gate'] }],
      ['built', { version: 2, bytes: 4711, signer: 'abc' }],
      ['build-failed', { version: 3, code: 'pass/refused' }],
      ['announced', { version: 2, devices: 1 }],
      ['pushed', { seq: 4, outcome: 'later', reason: 'TooManyRequests', attempt: 1 }, 'device'],
      ['listed', { since: -1, until: 4, passes: 2 }, 'device'],
      ['listed-nothing', { since: 4, seq: 4, asked: second }, 'device'],
      ['fetched', { version: 2 }],
      ['not-modified', { since: 1, lastModified: 0, version: 2 }],
      ['refused', { code: 'wallet/unauthorized', task: 'fetch' }],
      ['device-log', { cause: 'server-failed', what: 'The service failed.' }],
      ['unregistered', { device: 'phone', because: 'gone' }],
    )
    const { stdout } = await run(type, 'A-1', '--limit', '12')
    const lines = stdout.trimEnd().split('\n')
    expect(lines.slice(lines.indexOf('') + 1, -1).map((line) => line.slice(26))).toEqual([
      'unregistered    by device phone: its push token is gone',
      'device-log      The service failed.',
      'refused         401: a request to fetch without the token of the pass',
      'not-modified    304: the device claimed a date that was never given out, and was not sent version 2',
      'fetched         version 2',
      'listed-nothing  told of nothing: its tag says that it knows all up to mark 4  (device phone)',
      'listed          told of 2 passes: all marks up to 4  (device phone)',
      'pushed          for marks up to 4: later TooManyRequests  (device phone)',
      'announced       version 2 to 1 devices',
      'build-failed    version 3 could not be built: pass/refused',
      'built           version 2, 4711 bytes',
      'changed         revision 2, version 2, template card@1, changed name, gate',
    ])
    expect(lines.at(-1)).toBe('there are older ones: --limit shows more')
  })

  it('looks at one device with --device', async () => {
    const { stdout } = await run(type, 'A-1', '--device', 'watch')
    expect(stdout).toMatch(/^This device is not registered for the pass: none has ever been, as far as is known\.\n/)
  })

  it('prints the answer of the API with --json', async () => {
    const { stdout } = await run(type, 'A-1', '--json')
    expect(JSON.parse(stdout)).toEqual((await deployment.call('GET', `/passes/${type}/A-1/timeline`)).json)
  })

  it('says what was wrong with the question', async () => {
    const { code, stderr } = await run(type, 'A-1', '--limit', '0')
    expect([code, stderr]).toEqual([1, expect.stringMatching(/the parameter limit is not a number from 1 to 200/)])
  })

  it('is explained by its code', async () => {
    const { code, stdout } = await passwright(folder, ['explain', 'tag-wrong'], {})
    expect(code).toBe(0)
    expect(stdout).toMatch(/^tag-wrong\n {2}what {6}The device was told that nothing has changed/)
    expect((await passwright(folder, ['explain', 'tag-wrnog'], {})).stderr).toMatch(/did you mean tag-wrong/)
  })
})
