import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a program without the settings that npm hands down to its scripts, and gives its standard output. */
const run = async (folder: string, program: string, ...args: readonly string[]): Promise<string> => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
  const { stdout } = await promisify(execFile)(program, args, { cwd: folder, env })
  return stdout
}

interface Packed {
  readonly filename: string
  readonly files: readonly { readonly path: string }[]
}

const consumer = `
import { buildPass, compileTemplate, type Finding, loadSigner, PasswrightError, type Signer } from 'passwright'
import { type SimulatedDevice, simulateDevice } from 'passwright/device'
import { apiApp, makeService, type Ports, type ServiceSettings, walletApp } from 'passwright/server'

export const api = (ports: Ports, settings: ServiceSettings) =>
  apiApp(makeService(ports, settings), { authorization: { kind: 'keys' }, report: () => undefined })

export const wallet = (ports: Ports, settings: ServiceSettings) =>
  walletApp(makeService(ports, settings).wallet, { report: () => undefined })

export const device = (): Promise<SimulatedDevice> => simulateDevice({ trust: { roots: [] } })

export const build = async (files: Map<string, Uint8Array>, signer: Signer): Promise<readonly Finding[]> => {
  const template = await compileTemplate(files)
  const { bytes, findings } = await buildPass(template.fill({ gate: 'B12' }), signer, { signingTime: new Date() })
  if (bytes.length === 0) throw new RangeError('empty')
  return findings
}

export const code = (error: unknown): string => (error instanceof PasswrightError ? error.code : String(loadSigner))
`

const consumerConfig = {
  compilerOptions: {
    target: 'ES2023',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: 'NodeNext',
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
  },
  files: ['consumer.ts'],
}

describe('the package, installed in an empty project', () => {
  let project: string
  let packed: Packed

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'passwright-package-'))
    const pack = ['pack', '--json', '--foreground-scripts=false', '--pack-destination', project]
    packed = JSON.parse(await run(root, 'npm', ...pack))[0]
    await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'project', private: true, type: 'module' }))
    await run(project, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', `./${packed.filename}`)
  }, 240_000)

  afterAll(() => rm(project, { recursive: true }))

  it('holds the built modules with their types and the papers, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path)
    const isOfCommand = (path: string) => path.startsWith('dist/cli/')
    const isBuilt = (path: string) => /^dist\/[\w/-]+(\.d\.ts|\.js)$/.test(path) && !isOfCommand(path)
    const isSchema = (path: string) => /^dist\/(core|service)\/\w+\/[\w-]+\.schema\.json$/.test(path)
    const sourcesOf = (path: string) =>
      ['.ts', '.tsx'].map((end) => join(root, path.replace('dist/', 'lib/').replace(/(\.d\.ts|\.js)$/, end)))
    expect(paths.filter((path) => !(isBuilt(path) || isOfCommand(path) || isSchema(path))).sort()).toEqual([
      'LICENSE',
      'README.md',
      'package.json',
    ])
    expect(paths.filter(isBuilt)).toContain('dist/core/index.d.ts')
    // The command is a bundle, with the licences of what is in it.
    const bundled = paths.filter(isOfCommand).map((path) => path.slice('dist/cli/'.length))
    expect(bundled).toEqual(expect.arrayContaining(['main.js', 'LICENSES.txt']))
    expect(bundled.filter((name) => !/^[\w-]+\.js$/.test(name))).toEqual(['LICENSES.txt'])
    expect(paths.filter(isSchema).sort()).toEqual([
      'dist/core/format/pass.schema.json',
      'dist/core/format/personalization.schema.json',
      'dist/core/template/template.schema.json',
      'dist/service/ingest/record-changed.schema.json',
      'dist/service/notices/notices.schema.json',
    ])
    // What an earlier build left in dist must not travel along.
    expect(paths.filter(isBuilt).filter((path) => !sourcesOf(path).some(existsSync))).toEqual([])
  })

  it('is imported by Node as an ES module', async () => {
    const script = "import * as passwright from 'passwright'; console.log(Object.keys(passwright).join(' '))"
    const names = (await run(project, process.execPath, '--input-type=module', '--eval', script)).trim().split(' ')
    expect(names).toEqual(expect.arrayContaining(['buildPass', 'compileTemplate', 'loadSigner', 'preflight']))
  })

  it('brings the service, which answers', async () => {
    const script = `
      import { apiApp, makeService, memoryPorts } from 'passwright/server'
      const settings = { publicBaseUrl: 'https://passes.example.com', passTypeIdentifiers: ['pass.com.example.card'] }
      const api = apiApp(makeService(memoryPorts(), settings), { authorization: { kind: 'keys' }, report: () => {} })
      console.log((await (await api.request('/openapi.json')).json()).openapi)`
    expect(await run(project, process.execPath, '--input-type=module', '--eval', script)).toBe('3.1.0\n')
  })

  it('brings the ports for AWS, which say what they lack', async () => {
    const script =
      "import { awsPorts } from 'passwright/aws'; try { awsPorts({}) } catch ({ message }) { console.log(message) }"
    expect(await run(project, process.execPath, '--input-type=module', '--eval', script)).toContain('PASSWRIGHT_')
  })

  it('brings what scanners verify sealed barcodes with', async () => {
    const script = `
      import { barcodeKeySet, makeBarcodeSealer, makeBarcodeVerifier } from 'passwright/barcode'
      const ring = { current: '1', keys: new Map([['1', new Uint8Array(32).fill(7)]]) }
      const message = makeBarcodeSealer(ring)({ audience: 'gate', id: new Uint8Array(8), values: { seat: 7 } })
      console.log(makeBarcodeVerifier(barcodeKeySet(ring, []), { audience: 'gate' })(message).barcode.values.seat)`
    expect(await run(project, process.execPath, '--input-type=module', '--eval', script)).toBe('7\n')
  })

  it('brings what pushes, which is a port like any other', async () => {
    const script = `
      import { apnsPusher } from 'passwright/aws'
      import { memoryPorts } from 'passwright/server'
      const pusher = apnsPusher({ signerOf: () => Promise.resolve(undefined) })
      await memoryPorts({ pusher }).pusher.push('pass.com.example.card', 'ab').catch(({ code }) => console.log(code))
      pusher.close()`
    expect(await run(project, process.execPath, '--input-type=module', '--eval', script)).toBe('signer/missing\n')
  })

  it('brings a simulated device, which is typed as well', async () => {
    const script = `
      import { simulateDevice } from 'passwright/device'
      const device = await simulateDevice({ trust: { roots: [] } })
      console.log(device.passes.length, /^[0-9a-f]{32}$/.test(device.deviceLibraryIdentifier))`
    expect(await run(project, process.execPath, '--input-type=module', '--eval', script)).toBe('0 true\n')
  })

  it('brings the command passwright', async () => {
    const command = join(project, 'node_modules', '.bin', 'passwright')
    const help = await run(project, command, '--help')
    expect(help).toContain('passwright build')
    const checked = await run(project, command, 'check', join(root, 'infra', 'templates', 'coupon'), '--json')
    expect(JSON.parse(checked)).toMatchObject({ errors: 0, files: [{ kind: 'template' }] })
  })

  it('is typed: a strict project that checks its libraries too compiles against it', async () => {
    await writeFile(join(project, 'consumer.ts'), consumer)
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(consumerConfig))
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const complaints = await run(project, process.execPath, compiler, '--pretty', 'false').catch(({ stdout }) => stdout)
    expect(complaints).toBe('')
  })
})
