/** Cold starts of all functions, beside bare handlers and another library: fresh processes, in turns. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { awsEnvironment } from '../../../infra/local/lambda/environment.ts'
import { bundleHandler, type Entry } from '../../../infra/package/bundle.ts'
import { peersFolder } from '../bundle.ts'
import { type Machine, printed } from '../child.ts'
import type { ColdSchedule } from '../schedule.ts'
import { median } from '../statistics.ts'
import { verifyOutputs } from '../verify.ts'
import { openSetup } from '../worker/setup.ts'
import { type CaseName, type ColdCase, coldCases } from './cases.ts'
import { resourceVariables } from './names.ts'
import { startStandIn } from './stand-in.ts'
import { makeWorld, type World } from './world.ts'

/** The medians over the processes of one case. */
export interface ColdStart {
  readonly name: CaseName
  /** Of all files of the bundle, minified. */
  readonly bundleBytes: number
  /** To load the bundle, without Node's own start. */
  readonly loadMs: number
  /** To load it and to answer the first request. */
  readonly firstMs: number
  /** The same as CPU time of all threads. */
  readonly firstCpuMs: number
  /** `firstMs` as a multiple of the bare handler's in the same round: the one that lists, for what lists. */
  readonly ofBare: number
  /** The same of the CPU time. */
  readonly cpuOfBare: number
  /** The first pass that is signed, after that; of the bare handler, the calls of it alone. */
  readonly signMs?: number
}

/** What a process prints. */
interface Took {
  readonly milliseconds: number
  readonly cpuMilliseconds: number
}

interface Run {
  readonly load: Took
  readonly took: readonly [first: Took, sign?: Took]
}

const peerEntry: Entry = {
  lines: [
    "import { PKPass } from 'passkit-generator'",
    "import { handlerWith } from '../cold/peer.ts'",
    'export const handler = handlerWith({ PKPass })',
  ],
  folder: peersFolder,
}

const entryOf = (code: ColdCase['code']): Entry => {
  if (code === 'passkit-generator') return peerEntry
  return code.startsWith('bare') ? `test/bench/cold/${code}.ts` : `functions/${code}.ts`
}

/** Bundles as functions are bundled. @returns the bytes of all files */
const writeBundle = async (code: ColdCase['code'], folder: string): Promise<number> => {
  const files = await bundleHandler(entryOf(code))
  for (const [name, bytes] of files) {
    const file = join(folder, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, bytes)
  }
  return [...files.values()].reduce((sum, { length }) => sum + length, 0)
}

const noFile = '/nonexistent'

/** What Lambda would tell the function, and nothing of whoever runs this. */
const environmentOf = (world: World, endpoint: string): Readonly<Record<string, string>> => ({
  ...awsEnvironment(endpoint, 'bench'),
  AWS_CONFIG_FILE: noFile,
  AWS_SHARED_CREDENTIALS_FILE: noFile,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  ...resourceVariables,
  PASSWRIGHT_PUBLIC_BASE_URL: 'https://passes.example.com',
  PASSWRIGHT_PASS_TYPES: world.fresh.passTypeIdentifier,
})

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''

const yardstickOf = (name: CaseName): CaseName => (name.endsWith('list') ? 'bare list' : 'bare pass')

type Runs = ReadonlyMap<CaseName, Run[]>

const firstOf = ({ load, took: [first] }: Run): number => load.milliseconds + first.milliseconds
const firstCpuOf = ({ load, took: [first] }: Run): number => load.cpuMilliseconds + first.cpuMilliseconds

const coldStartOf = (name: CaseName, bundleBytes: number, all: Runs): ColdStart => {
  const [own, bare] = [all.get(name) ?? [], all.get(yardstickOf(name)) ?? []]
  const ratio = (of: (run: Run) => number): number =>
    median(own.map((run, round) => of(run) / (bare[round] ? of(bare[round]) : Number.NaN)))
  const signs = own.flatMap(({ took: [, sign] }) => (sign ? [sign.milliseconds] : []))
  return {
    ...{ name, bundleBytes },
    loadMs: median(own.map(({ load }) => load.milliseconds)),
    firstMs: median(own.map(firstOf)),
    firstCpuMs: median(own.map(firstCpuOf)),
    ofBare: ratio(firstOf),
    cpuOfBare: ratio(firstCpuOf),
    ...(signs.length > 0 ? { signMs: median(signs) } : {}),
  }
}

/**
 * Measures on one core, a new process for each time; the stand-in of AWS has another core, if there is one.
 *
 * @param folder what `writeInputs` wrote
 * @throws Error if an answer is not what it should be, or a pass not well signed
 */
export const measureCold = async (
  machine: Machine,
  { times, cases }: ColdSchedule,
  folder: string,
): Promise<readonly ColdStart[]> => {
  const setup = openSetup(folder, 'small')
  const world = await makeWorld(setup)
  const place = join(folder, 'cold')
  const wanted = coldCases(world, setup).filter(({ name }) => cases.includes(name))
  const sizes = new Map<ColdCase['code'], number>()
  for (const { code } of wanted) {
    if (!sizes.has(code)) sizes.set(code, await writeBundle(code, join(place, code)))
  }
  const standIn = await startStandIn(world)
  const started: Machine = { ...machine, env: environmentOf(world, standIn.endpoint) }
  const runs = new Map<CaseName, Run[]>(wanted.map(({ name }) => [name, []]))
  const run = async ({ name, code, first, sign }: ColdCase): Promise<void> => {
    const steps = join(place, 'steps.json')
    const output = join(place, 'passes', name)
    await mkdir(output, { recursive: true })
    await writeFile(steps, JSON.stringify(sign ? [first, sign] : [first]))
    const args = [join(import.meta.dirname, 'fresh.mjs'), join(place, code, 'index.mjs'), steps]
    const text = await printed(started, 1, sign ? [...args, join(output, '0')] : args)
    runs.get(name)?.push(JSON.parse(lastLine(text)))
  }
  try {
    for (let round = 0; round < times; round += 1) for (const each of wanted) await run(each)
  } finally {
    await standIn.stop()
  }
  for (const { name, sign } of wanted) {
    if (sign && !name.startsWith('bare'))
      await verifyOutputs(join(place, 'passes', name), join(folder, 'signer', 'root.pem'), setup.fresh)
  }
  return wanted.map(({ name, code }) => coldStartOf(name, sizes.get(code) ?? 0, runs))
}
