/** `passwright device conformance` as a process, against a server on a port of this machine. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aFolder, type Outcome, passwright } from '../builders/passwright.ts'
import { type Served, serve } from '../http/serve.ts'
import { passSigner } from './reference/passes.ts'
import { type ReferenceServer, referenceServer } from './reference/server.ts'

describe('passwright device conformance', () => {
  let folder: string
  let served: Served
  let server: ReferenceServer
  /** What the server does with its answers. */
  let spoil: (answer: Response) => Response = (answer) => answer

  beforeAll(async () => {
    folder = await aFolder()
    server = referenceServer({
      get now() {
        return Date.now()
      },
    })
    served = await serve(async (request) => {
      if (request.url.endsWith('/change')) server.change('S-1')
      return request.url.endsWith('/change') ? new Response() : spoil(await server.fetch(request))
    })
    for (const pass of server.state.passes.values()) pass.url = `${served.url}/wallet`
    for (const serial of ['S-1', 'S-2', 'S-3']) {
      await writeFile(join(folder, `${serial}.pkpass`), await server.pass(serial))
    }
    await writeFile(join(folder, 'root.pem'), (await passSigner()).root)
    await writeFile(join(folder, 'change.mjs'), `await fetch('${served.url}/change'); console.log('changed')`)
  })
  afterAll(() => served.stop())

  const conformance = (...args: readonly string[]): Promise<Outcome> =>
    passwright(folder, ['device', 'conformance', '--pass', 'S-1.pkpass', '--root', 'root.pem', ...args])

  it('prints a table of what it expected and got, and ends with 0', async () => {
    const change = `"${process.execPath}" change.mjs`
    const more = ['--other', 'S-2.pkpass', '--personalizable', 'S-3.pkpass', '--change', change]
    const { code, stdout, stderr } = await conformance(...more)
    const lines = stdout.trimEnd().split('\n')
    expect(lines[0]).toMatch(/^ +check +source +expected +got$/)
    expect(lines).toContainEqual(expect.stringMatching(/^ok +register-new +Apple +201 +201$/))
    expect(lines).toContainEqual(
      expect.stringMatching(/^ok +change-new-tag +device-log +another tag +"\d+", then "\d+"$/),
    )
    expect(lines).toContainEqual(expect.stringMatching(/^- +push-current-tokens +Apple .* left out: what the service/))
    expect(lines.at(-1)).toMatch(/^\d+ passed, 0 failed, 2 left out$/)
    // What the command wrote is no result.
    expect([code, stderr]).toEqual([0, 'changed\nchanged\n'])
  })

  it('says what failed and where that is written, and ends with 1', async () => {
    spoil = ({ status, body, headers }) => {
      const others = new Headers(headers)
      others.delete('Last-Modified')
      return new Response(body, { status: status === 304 ? 200 : status, headers: others })
    }
    const { code, stdout } = await conformance()
    const page = 'https://developer.apple.com/documentation/walletpasses/send-an-updated-pass'
    expect(stdout).toMatch(/^FAILED {2}fetch-last-modified +Apple +such as .* no Last-Modified$/m)
    expect(stdout).toMatch(/^- +change-listed +Apple .* left out: the pass cannot be changed$/m)
    expect(stdout).toContain(`\nfetch-last-modified: The pass comes with Last-Modified, a date of HTTP, which`)
    expect(stdout).toContain(`the next time. ${page}\n`)
    expect(code).toBe(1)
    spoil = (answer) => answer
  })

  it('prints JSON for programs', async () => {
    const { code, stdout } = await conformance('--json')
    const { ok, results, leftBehind } = JSON.parse(stdout)
    expect([code, ok, leftBehind]).toEqual([0, true, 0])
    expect(results[0]).toEqual({
      check: 'register-new',
      what: 'A new registration is created.',
      expected: '201',
      got: '201',
      source: {
        kind: 'documented',
        url: 'https://developer.apple.com/documentation/walletpasses/register-a-pass-for-update-notifications',
      },
      outcome: 'passed',
    })
  })

  it('says when the command that changes the pass fails', async () => {
    const { code, stderr } = await conformance('--change', 'exit 3')
    expect(code).toBe(1)
    expect(stderr).toBe('passwright: the command that changes the pass ended with 3: exit 3  (input/change-failed)\n')
    expect(server.state.devices.size).toBe(0)
  })

  it('repeats no token of a pass', async () => {
    const { stdout, stderr } = await conformance('--json')
    const tokens = [...server.state.passes.values()].map(({ token }) => token)
    expect(tokens.filter((token) => stdout.includes(token) || stderr.includes(token))).toEqual([])
  })
})
