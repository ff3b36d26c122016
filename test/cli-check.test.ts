/** `passwright check`, run as its users run it. */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aWorkspace } from './builders/workspace.ts'

const { folder, run, write, emptyFolder, writeTemplate, writeReadyPass, writeSigner } = await aWorkspace()

const trusted = ['--trust', '.local/signer/root.pem']

/** Signs a ready pass with these changes; the file. */
const aSignedPass = async (name: string, changes: object = {}): Promise<string> => {
  await writeReadyPass(`${name}.pass`, changes)
  expect((await run('sign', `${name}.pass`, '--out', `${name}.pkpass`)).code).toBe(0)
  return `${name}.pkpass`
}

beforeAll(async () => {
  await aSignedPass('good')
})

const codesOf = (stdout: string): string[] =>
  JSON.parse(stdout).files.flatMap(({ findings }: { findings: { code: string }[] }) => findings.map(({ code }) => code))

describe('check', () => {
  it('tells every file its findings with place, message, remedy and code, then the sum of all', async () => {
    await writeReadyPass('bad.pass', { expirationDate: '2027-03-01', labelColor: '#ff0000' })
    const checked = await run('check', 'bad.pass', 'good.pkpass', ...trusted)
    expect(checked).toMatchObject({ code: 1, stderr: '' })
    const lines = checked.stdout.split('\n')
    expect(lines[0]).toMatch(/^bad\.pass: \d errors?, \d+ warnings$/)
    expect(checked.stdout).toMatch(/^ {2}error {2}\/expirationDate {2}.+ {2}\(date-time-missing\)\n {9}\S/m)
    expect(checked.stdout).toMatch(/^ {2}warning {2}\/labelColor {2}.+ {2}\(colour-invalid\)\n {9}\S/m)
    expect(checked.stdout).toMatch(/^good\.pkpass: 0 errors, \d+ warnings?$/m)
    expect(checked.stdout).toMatch(/^\d errors?, \d+ warnings in 2 files$/m)
  })

  it('checks bundles pass by pass, and folders with all that is in them, as JSON', async () => {
    await emptyFolder('several')
    expect((await run('bundle', 'good.pkpass', '--out', 'several/two.pkpasses')).code).toBe(0)
    await writeTemplate('several/template')
    await writeReadyPass('several/ready.pass')
    await write('several/notes.txt', 'no pass')
    const checked = await run('check', 'several', '--json', ...trusted)
    expect(checked.code).toBe(0)
    const { files, errors } = JSON.parse(checked.stdout)
    expect(files.map(({ file, kind }: { file: string; kind: string }) => `${kind} ${file}`)).toEqual([
      'pass several/ready.pass',
      'template several/template',
      'bundle several/two.pkpasses',
      'pass several/two.pkpasses/good.pkpass',
    ])
    expect(errors).toBe(0)
  })

  it('goes on behind a path that cannot be read', async () => {
    const checked = await run('check', 'nowhere', await write('page.pkpass', '<html>'), 'good.pkpass', '--json')
    expect(checked.code).toBe(1)
    const { files } = JSON.parse(checked.stdout)
    expect(files.map(({ file }: { file: string }) => file)).toEqual(['nowhere', 'page.pkpass', 'good.pkpass'])
    expect(codesOf(checked.stdout)).toEqual(
      expect.arrayContaining(['input/unreadable', 'archive/not-zip', 'chain-untrusted']),
    )
  })

  it('judges by the profile that is asked for', async () => {
    await writeReadyPass('comma.pass')
    const text = await readFile(join(folder, 'comma.pass', 'pass.json'), 'utf8')
    await write('comma.pass/pass.json', text.replace(/\}$/, ',}'))
    const severities = async (...args: string[]): Promise<string[]> =>
      JSON.parse((await run('check', 'comma.pass', '--json', ...args)).stdout)
        .files[0].findings.filter(({ code }: { code: string }) => code === 'json-trailing-comma')
        .map(({ severity }: { severity: string }) => severity)
    expect([await severities(), await severities('--profile', 'lenient')]).toEqual([['error'], ['warning']])
    expect((await run('check', 'comma.pass', '--profile', 'mild')).code).toBe(2)
  })

  it('tells that a pass has expired by now, as a warning', async () => {
    const checked = await run(
      'check',
      await aSignedPass('old', { expirationDate: '2020-01-01T00:00:00Z' }),
      '--json',
      ...trusted,
    )
    expect(checked.code).toBe(0)
    expect(JSON.parse(checked.stdout).files[0].findings).toContainEqual(
      expect.objectContaining({ severity: 'warning', path: '/expirationDate' }),
    )
  })

  it('says whether a signer is good for a template', async () => {
    const good = await run('check', 'template', '--signer', await writeSigner('fitting'), '--json')
    expect([good.code, codesOf(good.stdout)]).toEqual([0, expect.not.arrayContaining(['leaf-wrong-team'])])
    const other = await writeSigner('other', { teamIdentifier: 'ZZZZZ99999' })
    const bad = await run('check', 'template', '--signer', other, '--json')
    expect(bad.code).toBe(1)
    const [{ findings }] = JSON.parse(bad.stdout).files
    expect(findings.filter(({ severity }: { severity: string }) => severity === 'error')).toMatchObject([
      { path: 'other/certificate' },
    ])
  })

  it('holds a pass against the version before', async () => {
    const other = await aSignedPass('renamed', { serialNumber: 'another' })
    const checked = await run('check', other, '--previous', 'good.pkpass', '--json', ...trusted)
    expect([checked.code, codesOf(checked.stdout)]).toEqual([1, expect.arrayContaining(['update-identity-changed'])])
  })
})

describe('check --served', () => {
  const token = 'a-token-of-many-letters'
  let server: Server
  let address: string
  let seen: (string | undefined)[] = []
  let answer: { readonly status: number; readonly headers: Record<string, string>; readonly body: Uint8Array }

  beforeAll(async () => {
    server = createServer((request: IncomingMessage, response) => {
      seen.push(
        `${request.method} ${request.url} ${request.headers.authorization} ${request.headers['if-modified-since']}`,
      )
      const since = request.headers['if-modified-since']
      const isKnown = since !== undefined && since === answer.headers['Last-Modified']
      response.writeHead(isKnown ? 304 : answer.status, answer.headers).end(isKnown ? undefined : answer.body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wallet`
  })

  afterAll(() => server.close())

  const headers = {
    'Content-Type': 'application/vnd.apple.pkpass',
    'Last-Modified': 'Sun, 06 Nov 2026 08:49:37 GMT',
    'Cache-Control': 'no-store',
  }

  const checkServed = async (serial: string) => {
    const service = { webServiceURL: address, authenticationToken: token, serialNumber: serial }
    const file = await aSignedPass(`served-${serial}`, service)
    const body = await readFile(join(folder, file))
    return { file, body, check: () => run('check', file, '--served', '--json', ...trusted) }
  }

  const servedCodes = (stdout: string): string[] =>
    JSON.parse(stdout)
      .files[0].findings.filter(({ path }: { path: string }) => path.startsWith('served'))
      .map(({ code }: { code: string }) => code)

  it('asks as a phone does, twice, and finds nothing in a good answer', async () => {
    const { body, check } = await checkServed('s 1')
    answer = { status: 200, headers, body }
    seen = []
    const checked = await check()
    expect([checked.code, servedCodes(checked.stdout)]).toEqual([0, []])
    const asked = `GET /wallet/v1/passes/pass.com.example.card/s%201 ApplePass ${token}`
    expect(seen).toEqual([`${asked} undefined`, `${asked} ${headers['Last-Modified']}`])
    expect(`${checked.stdout}${checked.stderr}`).not.toContain(token)
  })

  it('tells what is wrong with the answer, and with the pass in it', async () => {
    const { check } = await checkServed('s-2')
    answer = {
      status: 200,
      headers: { 'Content-Type': 'text/html' },
      body: await readFile(join(folder, 'good.pkpass')),
    }
    const checked = await check()
    expect(checked.code).toBe(1)
    expect(servedCodes(checked.stdout)).toEqual(
      expect.arrayContaining(['delivery-content-type', 'delivery-last-modified-missing', 'update-identity-changed']),
    )
  })

  it('tells that a pass has no service, and that a service does not answer', async () => {
    const checked = await run('check', 'good.pkpass', '--served', '--json', ...trusted)
    expect([checked.code, codesOf(checked.stdout)]).toEqual([1, expect.arrayContaining(['input/not-served'])])
  })
})
