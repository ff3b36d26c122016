/** `passwright doctor`, run as its users run it: over TLS, on a clock that nobody sets, with Ctrl-C. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aFolder, type Outcome, passwright } from './builders/passwright.ts'
import { aClinic, theChain } from './doctor/a-clinic.ts'
import { makeAuthorities } from './doctor/certificates.ts'
import { type Served, serve } from './http/serve.ts'
import { needs } from './setup/programs.ts'

const folder = await aFolder()

/** Is told of each request before it is answered. */
let onRequest: (request: Request) => void = () => undefined
let clinic: Awaited<ReturnType<typeof aClinic>>
let served: Served
let rootOfServer: string

/** Runs it with the key of the deployment, and the root of its server. */
const run = (args: readonly string[], ...rest: readonly Parameters<typeof passwright>[3][]): Promise<Outcome> =>
  passwright(
    folder,
    ['doctor', ...args],
    { PASSWRIGHT_API_KEY: clinic.key, NODE_EXTRA_CA_CERTS: rootOfServer },
    ...rest,
  )

beforeAll(async () => {
  const authorities = makeAuthorities()
  rootOfServer = authorities.rootFile
  served = await serve((request) => {
    onRequest(request)
    return clinic.fetch(request)
  }, authorities.issue())
  clinic = await aClinic({ base: served.url, now: Date.now(), runs: true })
  await writeFile(join(folder, 'root.pem'), (await theChain()).root)
})

afterAll(() => served.stop())

const passesLeft = async (): Promise<number> => {
  const names = (await clinic.memory.templates.list({ limit: 100 })).items.map(({ name }) => name)
  const pages = await Promise.all(names.map((name) => clinic.service.passes.list(name, { limit: 100 })))
  return pages.flatMap(({ items }) => items).length
}

describe('passwright doctor', needs('openssl'), () => {
  it('finds nothing wrong with a good deployment, checks all that phones do, and leaves nothing behind', async () => {
    const { code, stdout, stderr } = await run([served.url, '--root', 'root.pem', '--json'])
    const { ok, url, passTypeIdentifier, interrupted, checks, left } = JSON.parse(stdout)
    expect([code, stderr]).toEqual([0, ''])
    expect({ ok, url, passTypeIdentifier, interrupted, left }).toEqual({
      ok: true,
      url: served.url,
      passTypeIdentifier: 'pass.com.example.card',
      interrupted: false,
      left: [],
    })
    const leftOut = checks.filter((check: { outcome: string }) => check.outcome === 'skipped')
    expect(leftOut.map(({ check }: { check: string }) => check)).toEqual([
      'dns-public',
      'push-current-tokens',
      'push-no-former-tokens',
    ])
    expect(await passesLeft()).toBe(0)
    // It waits as phones do: half a minute where much else is done beside it.
  }, 120_000)

  it('says in words what is wrong and what to do, and ends with 1', async () => {
    const { code, stdout } = await run([served.url, '--quick'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/\n {2}FAILED {2}signer-chain {16}\S/)
    expect(stdout).toMatch(/\n {12}should be {2}The signature leads to a root that phones trust/)
    expect(stdout).toMatch(/\n {12}to do {6}\S/)
    expect(stdout).toMatch(/\nDevices: left out, left out by --quick\n/)
    expect(stdout).toMatch(/\n\d+ passed, 1 failed, 0 warnings, \d+ left out\n$/)
  })

  it('cleans up after Ctrl-C, and ends with 1', async () => {
    let stop: () => void = () => undefined
    onRequest = ({ method, url }) => {
      if (method === 'POST' && url.includes('/registrations/')) stop()
    }
    const { code, stdout, stderr } = await run([served.url, '--root', 'root.pem'], (child) => {
      stop = () => {
        stop = () => undefined
        child.kill('SIGINT')
      }
    })
    onRequest = () => undefined
    expect([code, stderr]).toEqual([1, 'cleaning up; once more, and what was issued stays\n'])
    expect(stdout).toContain('passes-erased               none left, 4 erased')
    expect(stdout).toMatch(/\nbroken off: \d+ passed, 0 failed/)
    expect(await passesLeft()).toBe(0)
  })

  it('shows no key and no token', async () => {
    const secrets = new Set<string>()
    onRequest = ({ headers }) => secrets.add(headers.get('Authorization')?.split(' ')[1] ?? clinic.key)
    const { stdout, stderr } = await run([served.url, '--root', 'root.pem', '--quick', '--json'])
    onRequest = () => undefined
    expect(secrets.size).toBeGreaterThan(2)
    expect([...secrets].filter((secret) => `${stdout}${stderr}`.includes(secret))).toEqual([])
  })
})

describe('wrong usage', () => {
  it.each([
    [[], 'URL is missing'],
    [['passes.example.com'], 'URL is no address'],
    [['http://passes.example.com'], 'URL is neither https nor on this machine'],
    [['https://passes.example.com', '--patience', '0'], '--patience is not a number of seconds from 1 to 600'],
  ])('%j: %s', async (args, message) => {
    const { code, stderr } = await run(args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })
})
