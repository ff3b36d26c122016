/** `passwright adopt`, run as its users run it, against the API on this machine. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFolder, passwright } from './builders/passwright.ts'
import { aDeployment, type Deployment, type } from './http/a-deployment.ts'
import { type Served, serve } from './http/serve.ts'

const token = 'vxwxd7J8AlNNFPS8k0a0FfUFtq0ewzFdc'

const holder = (deviceLibraryIdentifier: string) => ({ deviceLibraryIdentifier, pushToken: 'ab'.repeat(32) })

const aRow = (serialNumber: string, changes: object = {}) => ({
  passTypeIdentifier: type,
  serialNumber,
  template: 'card',
  values: { name: 'Ada' },
  authenticationToken: `${token}-${serialNumber}`,
  lastModified: 'Wed, 20 Nov 2024 09:30:00 GMT',
  registrations: [holder(`phone-of-${serialNumber}`)],
  ...changes,
})

const folder = await aFolder()

let deployment: Deployment
let served: Served
let key: string

type Intruder = (request: Request) => Response | undefined
let intrude: Intruder | undefined
let requests = 0

beforeAll(async () => {
  served = await serve(async (request) => {
    requests++
    return intrude?.(request) ?? (await deployment.api(request))
  })
})

afterAll(() => served.stop())

beforeEach(async () => {
  deployment = await aDeployment({ adopts: true })
  await deployment.publish()
  key = await deployment.keyWith(['passes:adopt'])
  intrude = undefined
  requests = 0
})

const file = async (rows: readonly unknown[], name = 'passes.ndjson'): Promise<string> => {
  await writeFile(
    join(folder, name),
    rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'),
  )
  return name
}

const run = (args: readonly string[], env: Readonly<Record<string, string>> = { PASSWRIGHT_API_KEY: key }) =>
  passwright(folder, ['adopt', ...args], env)

const adopt = async (rows: readonly unknown[], ...options: readonly string[]) =>
  run([await file(rows), '--url', served.url, ...options])

const passOf = async (serial: string) => (await deployment.call('GET', `/passes/${type}/${serial}`)).json

const busy = (times: number): Intruder => {
  let left = times
  return () => {
    if (left-- <= 0) return undefined
    return new Response('{"code":"service/unavailable"}', { status: 503, headers: { 'retry-after': '0' } })
  }
}

describe('adopt', () => {
  it('takes over every pass of the file, and running it again changes nothing', async () => {
    const rows = ['OF-1', 'OF-2', 'OF-3'].map((serial) => aRow(serial))
    const first = await adopt(rows)
    expect([first.code, first.stderr]).toEqual([0, ''])
    expect(first.stdout).toBe('of 3 rows, 3 adopted, 0 known before, 0 failed; 3 registrations added\n')
    expect(await passOf('OF-2')).toMatchObject({ lastModified: '2024-11-20T09:30:00.000Z', revision: 1 })
    const again = await adopt(rows)
    expect([again.code, again.stdout]).toEqual([
      0,
      'of 3 rows, 0 adopted, 3 known before, 0 failed; 0 registrations added\n',
    ])
    expect(await passOf('OF-2')).toMatchObject({ revision: 1 })
  })

  it('takes HTTP dates, seconds since 1970 and times with a zone', async () => {
    const dates = ['Wed, 20 Nov 2024 09:30:00 GMT', 1_732_095_000, '2024-11-20T10:30:00+01:00']
    await adopt(dates.map((lastModified, index) => aRow(`OF-${index}`, { lastModified })))
    for (const index of dates.keys())
      expect((await passOf(`OF-${index}`)).lastModified).toBe('2024-11-20T09:30:00.000Z')
  })

  it('tells each failed row with its line, its code and what to do, does the others, and exits 1', async () => {
    await adopt([aRow('OF-9')])
    const outcome = await adopt([
      aRow('OF-1'),
      '',
      '{"serialNumber": "OF-2",',
      aRow('OF-3', { authenticationToken: 'short', registrations: [{ ...holder('a b'), more: 1 }] }),
      aRow('OF-4', { authenticationToken: 'short', registrations: [holder('a b')] }),
      aRow('OF-9', { values: { name: 'Bob' } }),
      aRow('OF-5', { values: { name: 7 } }),
      aRow('OF-6'),
    ])
    expect(outcome.code).toBe(1)
    for (const line of [
      'passes.ndjson, line 3  passes.ndjson, line 3 is not valid JSON: ',
      'passes.ndjson, line 4  OF-3  /registrations/0/more: ',
      'passes.ndjson, line 5  OF-4  /authenticationToken: the token has 5 characters instead of 16 to 256, and 1 more fault',
      '(adopted-token-invalid)',
      'error  /registrations/0/deviceLibraryIdentifier  ',
      'passes.ndjson, line 6  OF-9  there is such a pass already, with other contents',
      '(pass/exists)',
      'error  /values/name  ',
      'of 7 rows, 2 adopted, 0 known before, 5 failed; 2 registrations added',
    ])
      expect(outcome.stdout).toContain(line)
    expect(await passOf('OF-6')).toMatchObject({ serialNumber: 'OF-6' })
  })

  it('tells programs one JSON object a line: failed rows, then the counts', async () => {
    const { code, stdout } = await adopt([aRow('OF-1'), aRow('OF-2', { lastModified: 'yesterday' }), '[]'], '--json')
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(code).toBe(1)
    expect(lines.at(-1)).toEqual({ rows: 3, adopted: 1, known: 0, registered: 1, failed: 2 })
    expect(lines.find(({ line }) => line === 2)).toMatchObject({
      passTypeIdentifier: type,
      serialNumber: 'OF-2',
      code: 'adoption/invalid',
      fix: expect.any(String),
      findings: [{ code: 'value-format', path: '/lastModified' }],
    })
    expect(lines.find(({ line }) => line === 3)).toMatchObject({ findings: [{ code: 'value-type' }] })
  })

  it('says neither tokens nor values nor devices', async () => {
    await adopt([aRow('OF-9')])
    const canary = { authenticationToken: `${token} canary`, values: { name: 'Canary' } }
    const { stdout, stderr } = await adopt([
      aRow('OF-1', { ...canary, registrations: [holder('canary device'), { ...holder('x'), pushToken: 'canary' }] }),
      aRow('OF-9', { values: { name: 'Canary', more: 'canary' } }),
    ])
    expect(stdout).toContain('of 2 rows, 0 adopted, 0 known before, 2 failed')
    for (const secret of [token, key]) expect(stdout + stderr).not.toContain(secret)
    expect((stdout + stderr).toLowerCase()).not.toContain('canary')
  })

  it('waits and tries again while the service is busy', async () => {
    intrude = busy(3)
    expect((await adopt([aRow('OF-1')])).code).toBe(0)
    expect(requests).toBe(4)
  })

  it('gives a row up that stays busy, and does the others', async () => {
    intrude = (request) => (request.url.includes('OF-1') ? busy(1)(request) : undefined)
    const { code, stdout } = await adopt([aRow('OF-1'), aRow('OF-2')])
    expect([code, requests]).toEqual([1, 7])
    expect(stdout).toContain('(service/unavailable)')
    expect(stdout).toContain('1 adopted, 0 known before, 1 failed')
  })

  it('sends many registrations in several lots', async () => {
    const registrations = Array.from({ length: 1203 }, (_, index) => holder(`phone-${index}`))
    const { code, stdout } = await adopt([aRow('OF-1', { registrations })])
    expect([code, requests]).toEqual([0, 5])
    expect(stdout).toContain('1 adopted, 0 known before, 0 failed; 1203 registrations added')
  })

  it('takes passes that nobody holds', async () => {
    const { registrations, ...row } = aRow('OF-1')
    expect((await adopt([row])).stdout).toContain('0 registrations added')
  })

  it('works through a long file with a few requests at once', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => aRow(`OF-${index}`))
    let [now, most] = [0, 0]
    const { api } = deployment
    deployment = {
      ...deployment,
      api: async (request) => {
        most = Math.max(most, ++now)
        try {
          return await api(request)
        } finally {
          now--
        }
      },
    }
    expect((await adopt(rows)).stdout).toContain('200 adopted')
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(8)
  })
})

describe('adopt stops at once', () => {
  it('if the key may not adopt, and says which scope it lacks', async () => {
    key = await deployment.keyWith(['passes:write'])
    const { code, stderr, stdout } = await adopt(Array.from({ length: 50 }, (_, index) => aRow(`OF-${index}`)))
    expect([code, stderr]).toEqual([1, expect.stringContaining('lacks the scope passes:adopt')])
    expect(stdout).toContain('of 0 rows, 0 adopted')
    expect(requests).toBeLessThanOrEqual(8)
  })

  it('if there is no API at the address', async () => {
    intrude = () => new Response('<html>', { status: 200 })
    const { code, stderr } = await adopt([aRow('OF-1')])
    expect([code, stderr]).toEqual([1, expect.stringContaining('(input/no-api)')])
  })

  it('rather than follow a redirect with the key', async () => {
    intrude = () => new Response(null, { status: 308, headers: { location: 'http://127.0.0.1:9/' } })
    expect((await adopt([aRow('OF-1')])).stderr).toContain('answered 308')
  })
})

describe('adopt --check', () => {
  it('looks at every row and sends nothing; it takes no key', async () => {
    const rows = [aRow('OF-1'), aRow('OF-2', { authenticationToken: 'x' }), aRow('a/b'), { ...aRow('OF-3'), x: 1 }]
    const { code, stdout } = await run([await file(rows), '--check'], {})
    expect([code, requests]).toEqual([1, 0])
    expect(stdout).toContain('passes.ndjson, line 3  a/b  /serialNumber: ')
    expect(stdout).toContain('of 4 rows, 1 can be sent and 3 cannot; nothing was sent')
  })

  it('tells programs the counts', async () => {
    const { code, stdout } = await run([await file([aRow('OF-1')]), '--check', '--json'], {})
    expect([code, JSON.parse(stdout)]).toEqual([0, { rows: 1, fine: 1, failed: 0 }])
  })
})

describe('adopt refuses', () => {
  it.each([
    ['no address', []],
    ['an address that anybody can listen to', ['--url', 'http://passes.example.com']],
    ['an address with --check', ['--check', '--url', 'https://passes.example.com']],
  ])('%s', async (_, options) => {
    expect((await run([await file([aRow('OF-1')]), ...options])).code).toBe(2)
  })

  it('to work without a key, and says where it is taken from', async () => {
    const { code, stderr } = await run([await file([aRow('OF-1')]), '--url', served.url], { PASSWRIGHT_API_KEY: '' })
    expect([code, stderr]).toEqual([2, expect.stringContaining('PASSWRIGHT_API_KEY')])
  })

  it('a file that has not one row a line, and one without rows', async () => {
    expect((await run([await file([aRow('OF-1')], 'passes.json'), '--check'])).code).toBe(2)
    expect((await run([await file(['', '  ']), '--check'])).stderr).toContain('(input/no-records)')
    expect((await run(['nothing.ndjson', '--check'])).stderr).toContain('(input/unreadable)')
  })
})
