/** `passwright device …`, run as its users run it, towards a web service on this machine. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storeFiles } from '../lib/core/archive/store.ts'
import { utf8 } from '../lib/core/bytes.ts'
import { toBase64url } from '../lib/core/links/base64url.ts'
import { aWorkspace } from './builders/workspace.ts'
import { aPkpass, aServer, type FakeServer, theSigner, token, type } from './device/a-server.ts'
import { type Served, serve } from './http/serve.ts'

const { folder, run, write } = await aWorkspace()

let http: Served
let webServiceURL: string
let server: FakeServer

const device = (command: string, ...args: string[]) => run('device', command, ...args)

const lines = (text: string): string[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/ {2}\d+ ms$/, ''))

const page = new Response('<html>', { headers: { 'Content-Type': 'text/html' } })

beforeAll(async () => {
  http = await serve(async (request) => {
    const { pathname, search } = new URL(request.url)
    if (pathname === '/page') return page
    const to = new URLSearchParams(search).get('to')
    if (to !== null) return new Response(null, { status: 302, headers: { Location: to } })
    if (pathname !== '/pass.pkpass') return await server.fetch(request)
    return new Response(await aPkpass('Ada', { serialNumber: 'S-2', webServiceURL }))
  })
  webServiceURL = `${http.url}/wallet`
  const pkpass = await aPkpass('Ada', { webServiceURL })
  server = aServer(pkpass)
  await write('card.pkpass', pkpass)
  await write('root.pem', (await theSigner()).root)
})

afterAll(() => http.stop())

describe('a device in a file', () => {
  it('is made with its first pass, for nobody else to read', async () => {
    const added = await device('add', 'card.pkpass', '--root', 'root.pem')
    const { deviceLibraryIdentifier } = JSON.parse(await readFile(join(folder, 'device.json'), 'utf8')).device
    expect(added).toMatchObject({ code: 0, stderr: '' })
    expect(lines(added.stdout)).toEqual([
      'added S-1',
      `POST /wallet/v1/devices/${deviceLibraryIdentifier}/registrations/${type}/S-1  201`,
      'registered S-1',
    ])
    expect((await stat(join(folder, 'device.json'))).mode & 0o777).toBe(0o600)
  })

  it('shows what it holds', async () => {
    const { stdout } = await device('list')
    expect(stdout).toMatch(/^device [0-9a-f]{32}, 1 pass$/m)
    expect(stdout).toContain('S-1  Example: Card of an example')
    expect(stdout).toMatch(/^ {2}updates +registered$/m)
    expect(stdout).toMatch(/^ {2}Name +Ada$/m)
  })

  it('tells the story of an update', async () => {
    server.publish(await aPkpass('Grace', { webServiceURL }))
    const woken = await device('wake', type)
    expect([woken.code, lines(woken.stdout).slice(1)]).toEqual([
      0,
      [
        `GET /wallet/v1/passes/${type}/S-1  200`,
        'updated S-1',
        '  Name: Ada -> Grace',
        'lock screen: You are Grace now',
      ],
    ])
  })

  it('is woken for the only pass type that it holds', async () => {
    server.publish(await aPkpass('Alan', { webServiceURL }))
    expect((await device('wake')).stdout).toContain('lock screen: You are Alan now')
  })

  it('tells it as JSON, without a token', async () => {
    server.publish(await aPkpass('Joan', { webServiceURL }))
    const { stdout, stderr } = await device('refresh', 'S-1', '--json')
    const report = JSON.parse(stdout)
    expect(report.ok).toBe(true)
    expect(report.steps.map(({ kind }: { kind: string }) => kind)).toEqual(['request', 'request', 'updated', 'message'])
    expect(stdout + stderr).not.toContain(token)
  })

  it('goes on with its tag, and has nothing to do where nothing has changed', async () => {
    server.asked.length = 0
    expect((await device('reboot')).code).toBe(0)
    expect(server.asked).toEqual([expect.stringMatching(/passesUpdatedSince=4$/)])
  })

  it('gets another push token, and switches updates off and on', async () => {
    server.asked.length = 0
    for (const words of [['rotate'], ['updates', 'off', 'S-1'], ['updates', 'on', `${type}/S-1`]]) {
      const [command = '', ...args] = words
      expect((await device(command, ...args)).code).toBe(0)
    }
    expect(server.asked.map((asked) => asked.split(' ')[0])).toEqual(['POST', 'DELETE', 'POST'])
  })

  it('says what it has logged, and fails', async () => {
    server.announce()
    await device('wake', type)
    server.announce()
    const woken = await device('wake', type)
    const logged = `Web service error for ${type} (${webServiceURL}): Server requested update to serial number 'S-1', but the pass was unchanged.`
    expect([woken.code, woken.stdout.includes(`logged: ${logged}`)]).toEqual([1, true])
    expect(server.logged).toEqual([expect.stringContaining(logged)])
  })

  it('lets go of a pass', async () => {
    expect((await device('remove', 'S-1')).stdout).toMatch(/^removed S-1$/m)
    expect((await device('list')).stdout).toMatch(/, 0 passes$/m)
  })
})

describe('add', () => {
  const own = ['--state', 'other.json']

  it('refuses a pass without a trusted root, and says why', async () => {
    const added = await device('add', 'card.pkpass', ...own)
    expect(added.code).toBe(1)
    expect(added.stdout).toMatch(/^REFUSED: .+/m)
    expect(added.stdout).toContain('(chain-untrusted)')
  })

  it('takes an address', async () => {
    const added = await device('add', `${http.url}/pass.pkpass`, '--root', 'root.pem', ...own)
    expect([added.code, lines(added.stdout)[0]]).toEqual([0, 'added S-2'])
  })

  it('goes where the address has moved to', async () => {
    const added = await device('add', `${http.url}/moved?to=/pass.pkpass`, '--root', 'root.pem', ...own)
    expect([added.code, lines(added.stdout)[0]]).toEqual([0, 'added S-2'])
  })

  it.each([
    ['where anybody could listen', 'http://passes.example/a.pkpass', 'is neither https nor on this machine'],
    ['round and round', '?to=?to=', 'moves on and on'],
    ['to nowhere', 'mailto:ada', 'is neither https nor on this machine'],
  ])('does not go %s', async (_, to, reason) => {
    const added = await device('add', `${http.url}/moved?to=${to}`, ...own)
    expect([added.code, added.stderr]).toEqual([1, expect.stringContaining(reason)])
    expect(added.stderr).toContain('(input/no-answer)')
  })

  it('says that a page is no pass', async () => {
    const added = await device('add', `${http.url}/page`, ...own)
    expect([added.code, added.stderr]).toEqual([1, expect.stringContaining('(input/no-package)')])
  })

  it.each(['http://passes.example/a.pkpass', 'http://127.0.0.1:1/a.pkpass'])('does not get %s', async (address) => {
    const added = await device('add', address, ...own)
    expect([added.code, added.stderr]).toEqual([1, expect.stringContaining('(input/no-answer)')])
  })
})

describe('a device that is woken without a pass type', () => {
  /** What a device remembers that holds a pass of each of these types. */
  const holdingOf = (...passTypes: string[]): string => {
    const passes = passTypes.map((passTypeIdentifier) => {
      const pass = utf8(JSON.stringify({ passTypeIdentifier, serialNumber: 'S-1' }))
      return { pkpass: toBase64url(storeFiles(new Map([['pass.json', pass]]))) }
    })
    const known = { format: 1, deviceLibraryIdentifier: 'd', pushToken: 'ab', tags: [] }
    return JSON.stringify({ device: { ...known, passes } })
  }

  it('refuses if it holds passes of several, and names them', async () => {
    await write('several.json', holdingOf('pass.com.example.a', 'pass.com.example.b', 'pass.com.example.a'))
    const { code, stderr } = await device('wake', '--state', 'several.json')
    expect([code, stderr.split('\n')[0]]).toEqual([
      2,
      'passwright: PASSTYPE is missing: the device holds passes of pass.com.example.a, pass.com.example.b  (usage)',
    ])
  })

  it('refuses if it holds none', async () => {
    await write('none.json', holdingOf())
    const { code, stderr } = await device('wake', '--state', 'none.json')
    expect([code, stderr]).toEqual([1, 'passwright: the device holds no pass  (device/pass-not-held)\n'])
  })
})

it.each([
  ['another file', ['list', '--state', 'root.pem'], 1, 'device/state-invalid'],
  ['a file that is not there', ['list', '--state', 'nowhere.json'], 1, 'input/unreadable'],
  ['a pass that it does not hold', ['remove', 'S-9'], 1, 'device/pass-not-held'],
  ['updates neither on nor off', ['updates', 'maybe', 'S-1'], 2, 'usage'],
  ['a language that is none', ['list', '--language', '!'], 2, 'usage'],
  ['a time zone that is none', ['list', '--time-zone', 'Nowhere'], 2, 'usage'],
])('a device refuses %s', async (_, words, status, code) => {
  const [command = '', ...args] = words
  const ended = await device(command, ...args)
  expect([ended.code, ended.stderr]).toEqual([status, expect.stringContaining(`(${code})`)])
})
