/** `npm start`, on real servers and in memory: what it prints works, and it leaves nothing behind. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyPass } from '../lib/core/verify.ts'
import { aLocalStack, aLocalStackForThisTest, type LocalStack, processesOf } from './builders/local-stack.ts'
import { aFolder } from './builders/passwright.ts'
import { aWorkspace } from './builders/workspace.ts'
import { needs, program } from './setup/programs.ts'

const ready = /Passwright is ready: (http:\/\/127\.0\.0\.1:\d+)/
const flightsDone = /(?:issued|found) \d+ flights.*/

const linkOf = async (stack: LocalStack, template: string): Promise<string> =>
  (await stack.wrote(new RegExp(`^  ${template} +(\\S+)$`, 'm')))[1] ?? ''

const download = async (url: string): Promise<{ readonly response: Response; readonly bytes: Uint8Array }> => {
  const response = await fetch(url)
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
}

/** What a stack's API says, asked with the key that the stack left for its owner. */
const api = async (stack: LocalStack, path: string, init: RequestInit = {}): Promise<Response> => {
  const [, baseUrl] = await stack.wrote(ready)
  const key = (await readFile(join(stack.folder, '.local', 'api-key'), 'utf8')).trim()
  return await fetch(`${baseUrl}/api/v1${path}`, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${key}` },
  })
}

interface Flight {
  readonly serialNumber: string
  readonly revision: number
  readonly links: { readonly file: string }
}

const flightsOf = async (stack: LocalStack): Promise<readonly Flight[]> => {
  const items: Flight[] = []
  let cursor = ''
  do {
    const page = await (await api(stack, `/passes?template=boarding-pass&limit=200${cursor}`)).json()
    items.push(...page.items)
    cursor = page.next === undefined ? '' : `&cursor=${encodeURIComponent(page.next)}`
  } while (cursor !== '')
  return items
}

const rootOf = (stack: LocalStack): Promise<string> =>
  readFile(join(stack.folder, '.local', 'signer', 'root.pem'), 'utf8')

/** Every file of a pass is in its manifest with its own hash, and the signature is good in the eyes of openssl. */
const expectGoodPass = async (stack: LocalStack, bytes: Uint8Array): Promise<void> => {
  const folder = await aFolder()
  await writeFile(join(folder, 'pass.zip'), bytes)
  expect(spawnSync(program('unzip'), ['-q', 'pass.zip', '-d', 'pass'], { cwd: folder }).status).toBe(0)
  const inside = join(folder, 'pass')
  const manifest: Record<string, string> = JSON.parse(await readFile(join(inside, 'manifest.json'), 'utf8'))
  const names = (await readdir(inside, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(inside.length + 1))
  expect(names.filter((name) => !(name in manifest)).sort()).toEqual(['manifest.json', 'signature'])
  for (const [name, hash] of Object.entries(manifest)) {
    expect(
      createHash('sha1')
        .update(await readFile(join(inside, name)))
        .digest('hex'),
      name,
    ).toBe(hash)
  }
  const root = join(stack.folder, '.local', 'signer', 'root.pem')
  const input = ['-binary', '-inform', 'DER', '-in', 'signature', '-content', 'manifest.json', '-out', '/dev/null']
  const verified = spawnSync(program('openssl'), ['cms', '-verify', ...input, '-CAfile', root, '-purpose', 'any'], {
    cwd: inside,
    encoding: 'utf8',
  })
  expect(verified.stderr).toContain('successful')
}

/** All are there; every tenth is looked at, because each has to be built and signed for that. */
const expectFlightsGood = async (stack: LocalStack): Promise<void> => {
  const flights = await flightsOf(stack)
  expect(new Set(flights.map(({ serialNumber }) => serialNumber)).size).toBe(200)
  const root = await rootOf(stack)
  for (const { links, serialNumber } of flights.filter((_, index) => index % 10 === 0)) {
    const response = await api(stack, links.file.replace('/api/v1', ''))
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(response.status).toBe(200)
    expect(response.headers.get('content-length')).toBe(String(bytes.length))
    const report = await verifyPass(bytes, { trust: { roots: [root] } })
    expect([report.ok, report.pass?.serialNumber]).toEqual([true, serialNumber])
  }
}

const everywhere = (start: () => LocalStack) => {
  it('prints a link for each sample, and whom the passes are good for', async () => {
    const stack = start()
    await stack.wrote(ready)
    const samples = ['boarding-pass', 'coupon', 'event-ticket', 'membership', 'store-card']
    const links = await Promise.all(samples.map((sample) => linkOf(stack, sample)))
    for (const link of links) expect((await fetch(link)).headers.get('content-type')).toContain('text/html')
    expect(stack.output()).toContain('No Apple device accepts a throwaway signature')
    expect(stack.output()).toContain('Sample phones hold these passes')
    const [, baseUrl = ''] = await stack.wrote(ready)
    const page = await (await fetch(baseUrl)).text()
    for (const link of links) expect(page).toContain(link)
  })

  it('delivers through a printed link exactly a pass that openssl and the hashes confirm', async () => {
    const stack = start()
    const link = await linkOf(stack, 'event-ticket')
    const { response, bytes } = await download(`${link}/pass.pkpass`)
    expect(response.headers.get('content-type')).toBe('application/vnd.apple.pkpass')
    expect(response.headers.get('content-length')).toBe(String(bytes.length))
    await expectGoodPass(stack, bytes)
    const head = await fetch(`${link}/pass.pkpass`, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'application/vnd.apple.pkpass'])
  })

  it('issues all 200 flights, and they are good', { timeout: 120_000 }, async () => {
    const stack = start()
    await stack.wrote(flightsDone)
    await expectFlightsGood(stack)
  })

  it('answers like an HTTP API where no function is asked', async () => {
    const [, baseUrl] = await start().wrote(ready)
    const nowhere = await fetch(`${baseUrl}/nowhere`)
    expect([nowhere.status, await nowhere.json()]).toEqual([404, { message: 'Not Found' }])
    const body = new Uint8Array(10 * 1024 * 1024 + 1)
    const large = await api(start(), '/templates', { method: 'POST', body })
    expect([large.status, await large.json()]).toEqual([413, { message: 'Request Entity Too Large' }])
  })
}

const json = (value: unknown): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
})

/** fetch sets the length itself. */
const withoutLength = ({ 'content-length': _, ...headers }: Record<string, string>) => headers

const takesAnUpload = async (stack: LocalStack): Promise<void> => {
  const bytes = new Uint8Array(100)
  const started = await (await api(stack, '/uploads', json({ bytes: bytes.length }))).json()
  const { method, url, headers } = started.upload
  expect((await fetch(url, { method, headers: withoutLength(headers), body: bytes })).status).toBe(200)
  const published = await api(stack, `/uploads/${started.id}/publish`, { method: 'POST' })
  expect((await published.json()).code).toBe('archive/not-zip')
}

describe('npm start without Java', needs('openssl', 'unzip'), () => {
  let stack: LocalStack
  beforeAll(async () => {
    stack = aLocalStack(await aFolder(), '--port', '0', '--memory')
    await stack.wrote(ready)
  }, 120_000)
  afterAll(() => stack.stop('SIGKILL'))

  everywhere(() => stack)

  it('says that everything is in memory', () => {
    expect(stack.output()).toContain('everything is kept in memory')
  })

  it('takes an upload for a template that is too large to be sent to a function', () => takesAnUpload(stack))

  it('ends with exit status 0 at Ctrl-C', async () => {
    expect(await stack.stop('SIGINT')).toBe(0)
  })
})

describe('npm start on real servers', needs('java', 'openssl', 'unzip'), () => {
  let folder: string
  let stack: LocalStack
  const restart = async (...args: readonly string[]) => {
    stack = aLocalStack(folder, '--port', '0', ...args)
    await stack.wrote(ready)
  }
  beforeAll(async () => {
    folder = await aFolder()
    await restart('--calls', 'calls.ndjson')
  }, 120_000)
  afterAll(() => stack.stop('SIGKILL'))

  everywhere(() => stack)

  it('takes an upload through S3', () => takesAnUpload(stack))

  it('allows the functions all that they ask for, and records it', async () => {
    expect(stack.output()).not.toContain('is not allowed')
    const lines = (await readFile(join(folder, 'calls.ndjson'), 'utf8')).trim().split('\n')
    const calls = lines.map((line): { role: string; allowed: boolean } => JSON.parse(line))
    expect(calls.filter(({ allowed }) => !allowed)).toEqual([])
    expect(new Set(calls.map(({ role }) => role))).toContain('ApiRole')
  })

  it('keeps secrets where only their owner may read them', async () => {
    const data = ['data/throwaway/secrets.json', 'data/throwaway/phone.json', 'signer/intermediate-key.pem']
    const files = ['api-key', 'aws.env', ...data, 'logs/api.log', 'logs/notices.ndjson']
    const modes = await Promise.all(files.map(async (file) => (await stat(join(folder, '.local', file))).mode & 0o777))
    expect(modes).toEqual(files.map(() => 0o600))
  })

  it('takes its servers with it when it is killed', { timeout: 120_000 }, async () => {
    await stack.stop('SIGKILL')
    for (let tries = 0; tries < 50 && processesOf(folder).length > 0; tries++) await sleep(100)
    expect(processesOf(folder)).toEqual([])
  })

  it('finds everything again at the next start, and issues nothing twice', { timeout: 120_000 }, async () => {
    await restart()
    expect((await stack.wrote(flightsDone))[0]).toBe('found 200 flights')
    const flights = await flightsOf(stack)
    expect(flights).toHaveLength(200)
    expect(new Set(flights.map(({ revision }) => revision))).toEqual(new Set([1]))
    const templates = await (await api(stack, '/templates')).json()
    expect(templates.items.map(({ version }: { version: number }) => version)).toEqual([1, 1, 1, 1, 1])
    const { bytes } = await download(`${await linkOf(stack, 'coupon')}/pass.pkpass`)
    await expectGoodPass(stack, bytes)
  })

  it('refuses to run twice in one folder', async () => {
    const second = aLocalStackForThisTest(folder, '--port', '0')
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(
      /^passwright: a local stack runs in this folder already, as process \d+: stop it first\n$/,
    )
  })

  it('ends with one line and exit status 1 when a server is killed', async () => {
    const [pid] = processesOf(join(folder, '.local')).flatMap((line) =>
      /^ *\d+ \S*java /.test(line) ? [parseInt(line, 10)] : [],
    )
    expect(pid).toBeGreaterThan(1)
    process.kill(pid!, 'SIGKILL')
    expect(await stack.ended).toBe(1)
    expect(stack.output()).toMatch(/\npasswright: DynamoDB Local ended.*: everything is stopped\n$/)
  })
})

describe('npm start with a certificate of one’s own', () => {
  it('makes all samples for its pass type, and links to the public address', { timeout: 120_000 }, async () => {
    const { folder, writeSigner } = await aWorkspace()
    await writeSigner('own', { passTypeIdentifier: 'pass.com.example.own', teamIdentifier: 'TEAM123456' })
    const args = ['--memory', '--port', '0', '--signer', 'own', '--public-url', 'https://tunnel.example.com/']
    const stack = aLocalStackForThisTest(folder, ...args)
    const [, baseUrl = ''] = await stack.wrote(ready)
    const link = await linkOf(stack, 'membership')
    expect(link).toMatch(/^https:\/\/tunnel\.example\.com\/p\//)
    expect(stack.output()).not.toContain('throwaway')
    // Whoever has a certificate has a phone.
    expect(stack.output()).not.toContain('sample phone')
    const { bytes } = await download(`${link.replace('https://tunnel.example.com', baseUrl)}/pass.pkpass`)
    const root = await readFile(join(folder, 'own', 'root.pem'), 'utf8')
    const report = await verifyPass(bytes, { trust: { roots: [root] } })
    expect([report.ok, report.pass?.passTypeIdentifier]).toEqual([true, 'pass.com.example.own'])
  })
})

describe('npm start says in one line what is wrong, and ends with exit status 1', () => {
  const fails = async (folder: string, ...args: readonly string[]): Promise<string> => {
    const stack = aLocalStackForThisTest(folder, ...args)
    expect(await stack.ended).toBe(1)
    return stack.output()
  }

  it('a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((listening) => server.once('listening', listening))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const line = `passwright: port ${port} is in use: stop what listens there, or choose another with --port\n`
    expect(await fails(await aFolder(), '--memory', '--port', String(port))).toBe(line)
    server.close()
  })

  it('a signer that is not there', async () => {
    const args = ['--signer', 'none', '--public-url', 'https://x.example.com']
    expect(await fails(await aFolder(), '--port', '0', ...args)).toBe(
      'passwright: none: there is no such folder for --signer\n',
    )
  })

  it('a signer without its key', async () => {
    const { folder, write } = await aWorkspace()
    await write('own/certificate.pem', 'x')
    const args = ['--signer', 'own', '--public-url', 'https://x.example.com']
    expect(await fails(folder, '--port', '0', ...args)).toBe(
      'passwright: own has no key.pem; --signer takes a folder with certificate.pem, key.pem and intermediate.pem\n',
    )
  })

  it('an option that there is not', async () => {
    expect(await fails(await aFolder(), '--prot', '1')).toMatch(
      /^passwright: Unknown option '--prot'.*npm start -- --help lists the options\n$/,
    )
  })
})
