/** `passwright links` and `links revoke`, run as their users run them, against the API on this machine. */
import { readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFolder, filesBelow, passwright } from './builders/passwright.ts'
import { aDeployment, type Deployment, type } from './http/a-deployment.ts'
import { type Served, serve } from './http/serve.ts'

let deployment: Deployment
let served: Served
let key: string
let folder: string
let requests: string[]

beforeAll(async () => {
  served = await serve((request) => {
    requests.push(`${request.method} ${new URL(request.url).pathname}`)
    return deployment.api(request)
  })
  deployment = await aDeployment()
  await deployment.publish({
    values: { name: { type: 'string', minLength: 1 }, points: { type: 'integer' } },
    sample: { points: 1 },
  })
  key = await deployment.keyWith(['links:write', 'templates:read'])
})

afterAll(() => served.stop())

beforeEach(async () => {
  folder = await aFolder()
  requests = []
})

const run = (...args: readonly string[]) =>
  passwright(folder, [...args, '--url', served.url], { PASSWRIGHT_API_KEY: key })

const links = async (rows: string, ...args: readonly string[]) => {
  await writeFile(join(folder, 'people.csv'), rows)
  return await run('links', '--values', 'people.csv', '--template', 'card', ...args)
}

const table = async (): Promise<readonly (readonly string[])[]> =>
  (await readFile(join(folder, 'people.csv.links.csv'), 'utf8'))
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))

const two = 'serialNumber,name,points\nP-1,Ada,40\n,Grace,7\n'

const many = (count: number): string =>
  `serialNumber,name,points\n${Array.from({ length: count }, (_, index) => `M-${index},Ada,${index}\n`).join('')}`

describe('passwright links', () => {
  it('makes a sealed link for each row, and stores nothing', async () => {
    const { code, stdout, stderr } = await links(two)
    expect([code, stdout, stderr]).toEqual([0, '2 links in people.csv.links.csv\n', ''])
    const [header, first, second] = await table()
    expect(header).toEqual(['row', 'serialNumber', 'url', 'expiresAt', 'code', 'message'])
    expect(first).toEqual([
      '2',
      'P-1',
      expect.stringMatching(/^https:\/\/passes\.example\/p\//),
      expect.any(String),
      '',
      '',
    ])
    expect(second?.[1]).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect((await deployment.call('GET', `/passes/${type}/P-1`)).json.code).toBe('pass/not-found')
  })

  it('makes links that lead to passes with the values of their rows', async () => {
    await links('serialNumber,name,points\nF-1,Ada,40\n')
    const url = (await table())[1]?.[2] ?? ''
    expect(await (await deployment.get(url)).text()).toContain('Ada')
    expect((await deployment.get(`${url}/pass.pkpass`)).status).toBe(200)
    expect((await deployment.call('GET', `/passes/${type}/F-1`)).json.values).toEqual({ name: 'Ada', points: 40 })
  })

  it('takes lines of JSON, each the values of a pass', async () => {
    await writeFile(join(folder, 'people.ndjson'), '{"serialNumber": "J-1", "name": "Ada", "points": 1}\n')
    const { code } = await run('links', '--values', 'people.ndjson', '--template', 'card@1', '--out', 'out.csv')
    expect(code).toBe(0)
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toContain('\r\n1,J-1,https://')
  })

  it('tells of rows that fail, each with its fault, and makes the links of the others', async () => {
    const { code, stdout } = await links(
      'serialNumber,name,points\nP-1,Ada,1\nP-2,,many\n=HYPERLINK(1),Ada,1\nP-4,Ada\nP-5,Ada,2\n',
      '--json',
    )
    expect([code, JSON.parse(stdout)]).toEqual([1, { file: 'people.csv.links.csv', rows: 5, linked: 2, failed: 3 }])
    const rows = (await table()).slice(1)
    expect(rows.map(([line, serial, url]) => [line, serial, url !== ''])).toEqual([
      ['2', 'P-1', true],
      ['3', 'P-2', false],
      ['4', '', false],
      ['5', '', false],
      ['6', 'P-5', true],
    ])
    expect(rows.map(([, , , , code]) => code)).toEqual([
      '',
      'values/invalid',
      'pass/serial-number-invalid',
      'import/row-invalid',
      '',
    ])
  })

  it('makes the links of rows that failed once they are mended, and of no others', async () => {
    await links('serialNumber,name,points\nP-1,Ada,1\nP-2,,2\nP-3,Ada,3\nP-4,Ada,many\n')
    const before = await table()
    const mended = 'serialNumber,name,points\nP-1,Ada,1\nP-2,Grace,2\nP-3,Ada,3\nP-4,Ada,4\n'
    const again = ['--failed-in', 'people.csv.links.csv', '--out', 'mended.csv']
    const { code, stdout } = await links(mended, ...again)
    expect([code, stdout]).toEqual([0, '2 links in mended.csv\n'])
    const lines = (await readFile(join(folder, 'mended.csv'), 'utf8')).trimEnd().split('\r\n').slice(1)
    expect(lines.map((line) => line.split(',').slice(0, 2))).toEqual([
      ['3', 'P-2'],
      ['5', 'P-4'],
    ])
    expect(await table()).toEqual(before)
    requests = []
    expect((await links(mended, ...again)).stdout).toBe('2 links in mended.csv\n')
    expect(requests.filter((request) => request.startsWith('POST'))).toEqual([])
  })

  it.each<[string, readonly string[], number, string]>([
    ['without a table of its own', ['--failed-in', 'people.csv.links.csv'], 2, '--failed-in needs --out'],
    ['from a table that is not there', ['--failed-in', 'none.csv', '--out', 'x.csv'], 1, 'there is no such file'],
    ['from what is no table of links', ['--failed-in', 'people.csv', '--out', 'x.csv'], 1, 'is no table of links'],
    ['where none failed', ['--failed-in', 'people.csv.links.csv', '--out', 'x.csv'], 1, 'none of the rows that failed'],
  ])('makes no links of failed rows %s', async (_, args, code, message) => {
    await links(two)
    const outcome = await links(two, ...args)
    expect([outcome.code, outcome.stderr]).toEqual([code, expect.stringContaining(message)])
    expect(await filesBelow(folder)).not.toContain('x.csv')
  })

  it('goes on where it was stopped, also in the middle of a row', async () => {
    const whole = await links(many(250))
    expect(whole.stdout).toBe('250 links in people.csv.links.csv\n')
    const out = join(folder, 'people.csv.links.csv')
    const before = await readFile(out, 'utf8')
    await truncate(out, before.indexOf('\r\n205,') + 40)
    requests = []
    const { code, stdout } = await links(many(250))
    expect([code, stdout]).toEqual([0, '250 links in people.csv.links.csv\n'])
    expect(requests.filter((request) => request.startsWith('POST'))).toEqual(['POST /api/v1/links/sealed'])
    const lines = (await table()).slice(1).map(([line]) => Number(line))
    expect(lines).toEqual(Array.from({ length: 250 }, (_, index) => index + 2))
  })

  it('goes on behind a row whose serial number is none', async () => {
    const rows =
      '{"serialNumber": "G-1", "name": "Ada", "points": 1}\n{"serialNumber": 7, "name": "Ada", "points": 1}\n'
    await writeFile(join(folder, 'people.ndjson'), rows)
    const first = await run('links', '--values', 'people.ndjson', '--template', 'card')
    const again = await run('links', '--values', 'people.ndjson', '--template', 'card')
    expect([first.code, again.code, again.stdout]).toEqual([1, 1, first.stdout])
  })

  it('makes links of rows that are too large for one request together', async () => {
    const name = 'Ada '.repeat(2000)
    const rows = Array.from({ length: 40 }, (_, index) => `L-${index},${name},1\n`)
    const { code, stdout } = await links(`serialNumber,name,points\n${rows.join('')}`)
    expect([code, stdout]).toEqual([0, '40 links in people.csv.links.csv\n'])
    expect((await table()).slice(1).map(([, serial]) => serial)).toEqual(rows.map((_, index) => `L-${index}`))
  })

  it('has nothing left to do when all links are there, and says so', async () => {
    await links(two)
    requests = []
    const { stdout, stderr } = await links(two)
    expect(stdout).toBe('2 links in people.csv.links.csv\n')
    expect(stderr).toContain('people.csv.links.csv has the rows up to line 3')
    expect(requests).toEqual(['GET /api/v1/templates/card'])
  })

  it('writes links where only their owner reads them, also into a table that others could read', async () => {
    await writeFile(join(folder, 'people.csv.links.csv'), '', { mode: 0o644 })
    await links(two, '--email', 'mail')
    const files = ['people.csv.links.csv', 'mail/P-1.html', 'mail/P-1.txt']
    const modes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).mode & 0o777))
    expect(modes).toEqual([0o600, 0o600, 0o600])
  })

  it('writes a snippet for an e-mail for each link, in a language', async () => {
    await links(two, '--email', 'mail', '--language', 'de')
    const [, first] = await table()
    expect((await filesBelow(join(folder, 'mail'))).length).toBe(4)
    expect(await readFile(join(folder, 'mail', 'P-1.txt'), 'utf8')).toContain(`Wallet hinzufügen:\n${first?.[2]}\n`)
    expect(await readFile(join(folder, 'mail', 'P-1.html'), 'utf8')).toContain(`${first?.[2]}/image.png`)
  })

  it('lets them work as long as is wanted', async () => {
    await links(two, '--expires', '2026-12-24T18:00:00Z')
    expect((await table())[1]?.[3]).toBe('2026-12-24T18:00:00.000Z')
  })

  it('does not write over a file that is none of its own', async () => {
    await writeFile(join(folder, 'people.csv.links.csv'), 'my own table\n')
    const { code, stderr } = await links(two)
    expect([code, stderr]).toEqual([1, expect.stringContaining('(input/occupied)')])
    expect(await readFile(join(folder, 'people.csv.links.csv'), 'utf8')).toBe('my own table\n')
  })

  it('does not go on with a table of other rows', async () => {
    await links(two.replace(',Grace,7\n', ''))
    const { code, stderr } = await links('serialNumber,name,points\nP-7,Ada,40\nP-8,Ada,40\n')
    expect([code, stderr]).toEqual([1, expect.stringContaining('the links of other rows')])
  })

  it.each<[string, readonly string[], number, string]>([
    ['no such template', ['--template', 'other'], 1, '(template/not-found)'],
    ['an expiry that is past', ['--expires', '2020-01-01T00:00:00Z'], 1, '(link/expiry-invalid)'],
    ['a name that no template can have', ['--template', 'card@0'], 1, '(template/not-found)'],
    ['a language without snippets', ['--language', 'de'], 2, '--language goes with --email'],
    ['a language that is none', ['--email', 'mail', '--language', 'deutsch'], 2, 'is no language tag'],
  ])('refuses %s', async (_, args, code, message) => {
    const outcome = await links(two, ...args)
    expect([outcome.code, outcome.stderr]).toEqual([code, expect.stringContaining(message)])
  })
})

describe('passwright links revoke', () => {
  const revoke = async (addresses: string, ...args: readonly string[]) => {
    await writeFile(join(folder, 'links.txt'), addresses)
    return await run('links', 'revoke', '--links', 'links.txt', ...args)
  }

  const open = async (url: string): Promise<number> => (await deployment.get(url)).status

  it('revokes links one by one, also of passes that nobody has fetched', async () => {
    await links('serialNumber,name,points\nR-1,Ada,1\nR-2,Ada,1\nR-3,Ada,1\n')
    const [one = '', two = '', three = ''] = (await table()).slice(1).map(([, , url]) => url)
    const { code, stdout } = await revoke(`${one}\r\n\n${two}\n`)
    expect([code, stdout]).toEqual([0, 'revoked\n'])
    expect([await open(one), await open(two), await open(three)]).toEqual([410, 410, 200])
  })

  it('revokes what stands in a table of links, and nothing of its rows that failed', async () => {
    await links('serialNumber,name,points\nT-1,Ada,1\nT-2,,1\nT-3,Ada,1\n')
    const [one = '', , three = ''] = (await table()).slice(1).map(([, , url]) => url)
    const { code, stdout } = await run('links', 'revoke', '--links', 'people.csv.links.csv')
    expect([code, stdout]).toEqual([0, 'revoked\n'])
    expect([await open(one), await open(three)]).toEqual([410, 410])
  })

  it('revokes the links of a pass', async () => {
    await deployment.call('PUT', `/passes/${type}/R-9`, {
      json: { template: 'card', values: { name: 'Ada', points: 1 } },
    })
    const { json } = await deployment.call('POST', `/passes/${type}/R-9/links`)
    expect((await run('links', 'revoke', '--pass-type', type, '--serial', 'R-9', '--json')).stdout).toBe(
      '{"revoked":true}\n',
    )
    expect(await open(json.url)).toBe(410)
  })

  it.each<[string, readonly string[], number, string]>([
    ['nothing', [], 2, 'give --links, or --pass-type'],
    ['a pass type alone', ['--pass-type', type], 2, 'would revoke everything'],
    ['both', ['--links', 'x', '--pass-type', type, '--serial', 'x'], 2, 'either --links or --pass-type'],
    ['a file that is not there', ['--links', 'none.txt'], 1, '(input/unreadable)'],
    ['a moment to come', ['--pass-type', type, '--before', '2099-01-01T00:00:00Z'], 1, '(link/revocation-invalid)'],
  ])('refuses %s', async (_, args, code, message) => {
    const outcome = await run('links', 'revoke', ...args)
    expect([outcome.code, outcome.stderr]).toEqual([code, expect.stringContaining(message)])
  })

  it.each<[string, string, string]>([
    ['a link that is none of ours', 'https://passes.example/p/x\n', '(link/forged)'],
    ['a file without links', '\n', '(input/no-records)'],
    ['more links than a thousand', 'https://passes.example/p/x\n'.repeat(1001), '(input/too-large)'],
  ])('refuses %s', async (_, addresses, message) => {
    const { code, stderr } = await revoke(addresses)
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)])
  })

  it('says which link was refused', async () => {
    await links('serialNumber,name,points\nR-4,Ada,1\n')
    const url = (await table())[1]?.[2] ?? ''
    const { code, stderr } = await revoke(`${url}\nhttps://passes.example/p/x\n`)
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('the link in line 2 of links.txt is refused; revoked by then: 1 of 2'),
    ])
    expect(await open(url)).toBe(410)
  })
})
