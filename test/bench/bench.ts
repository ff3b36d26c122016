/** One run of the benchmark: prepares, measures, verifies. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { type Bundle, bundleContender, peersFolder } from './bundle.ts'
import { hasTaskset, type Machine } from './child.ts'
import { type ColdStart, measureCold } from './cold/measure.ts'
import { type DrawingTime, measureDrawings } from './drawing/measure.ts'
import { entrantOf, type Field, fieldFor } from './entrants.ts'
import { workloads, writeInputs } from './inputs/write-inputs.ts'
import { type LoopTime, measureLoop } from './loop/measure.ts'
import { type CheckTime, measureCheck } from './measure-check.ts'
import { type FirstPass, measureFirstPass } from './measure-first-pass.ts'
import { measureThroughput } from './measure-throughput.ts'
import { findNode, install, type MeasuredNode, root } from './node.ts'
import { measurePushes, type PushRate } from './notify/measure.ts'
import type { Options } from './options.ts'
import type { Results } from './results.ts'
import { type BenchSchedule, quick, settings, thorough } from './schedule.ts'
import { measureService, type OperationRate } from './service/measure.ts'
import { verifyOutputs } from './verify.ts'

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** What a run works with. */
interface Run {
  readonly machine: Machine
  readonly schedule: BenchSchedule
  readonly bundles: readonly Bundle[]
  /** Holds inputs, bundles and outputs, and goes when the run ends. */
  readonly folder: string
}

const prepare = async (node: MeasuredNode, { runs }: Field, options: Options, folder: string): Promise<Run> => {
  if (runs.some(({ peer }) => peer)) install(peersFolder)
  await writeInputs(folder)
  const bundles: Bundle[] = []
  for (const contender of runs) bundles.push(await bundleContender(contender, folder))
  // pass-js takes the intermediate from the environment only.
  const env = { APPLE_WWDR_CERT_PEM: await readFile(join(folder, 'signer', 'intermediate.pem'), 'utf8') }
  const machine = { node: node.path, canPin: hasTaskset(), env }
  return { machine, schedule: options.quick ? quick : thorough, bundles, folder }
}

const outputsOf = (folder: string, ...names: readonly (string | number)[]): string =>
  join(folder, 'outputs', names.join('-'))

const measureAll = async ({ machine, schedule, bundles, folder }: Run): Promise<Results['throughput']> => {
  const throughput: Results['throughput'][number][] = []
  for (const setting of settings) {
    const { workload, cores, inFlight } = setting
    say(`Measuring: ${workload} pass, cores: ${cores}, in flight: ${inFlight}`)
    const outputs = outputsOf(folder, workload, cores)
    const contenders = await measureThroughput(machine, bundles, setting, schedule, folder, outputs)
    throughput.push({ setting, contenders })
  }
  return throughput
}

const measureFirst = ({ machine, schedule, bundles, folder }: Run): Promise<readonly FirstPass[]> => {
  say('Measuring: first pass of a fresh process')
  return measureFirstPass(machine, bundles, schedule.firstPasses, folder, outputsOf(folder, 'small', 'first'))
}

const measureChecks = ({ machine, schedule, folder }: Run): Promise<readonly CheckTime[]> => {
  say('Measuring: the command line checks a pass')
  return measureCheck(machine, schedule.checks, folder)
}

const measureHandlers = ({ machine, schedule, folder }: Run): Promise<readonly OperationRate[]> => {
  say('Measuring: the service at its handlers')
  return measureService(machine, schedule, folder)
}

const measureNotifications = ({ machine, schedule, folder }: Run): Promise<readonly PushRate[]> => {
  say('Measuring: notifications')
  return measurePushes(machine, schedule, folder)
}

const measureColdStarts = ({ machine, schedule, bundles, folder }: Run): Promise<readonly ColdStart[]> => {
  say('Measuring: cold starts of the functions')
  const { times, cases } = schedule.coldStarts
  const takesPart = bundles.some(({ contender }) => contender.name === 'passkit-generator')
  const wanted = cases.filter((name) => takesPart || name !== 'passkit-generator')
  return measureCold(machine, { times, cases: wanted }, folder)
}

const measureChanges = ({ schedule }: Run): Promise<LoopTime> => {
  say('Measuring: from a change to the pass on the phone')
  return measureLoop(schedule.changes)
}

const measureDrawn = ({ machine, schedule, folder }: Run): Promise<readonly DrawingTime[]> => {
  say('Measuring: drawings of passes')
  return measureDrawings(machine, schedule.drawings, folder)
}

const verifyAll = async ({ bundles, folder }: Run): Promise<number> => {
  say('Verifying the outputs')
  const [, ...makers] = bundles
  let verified = 0
  for (const { name, fresh } of workloads) {
    const kinds = [...new Set(settings.map(({ cores }) => cores)), ...(name === 'small' ? ['first'] : [])]
    for (const kind of kinds) {
      for (const { contender } of makers) {
        const outputs = join(outputsOf(folder, name, kind), contender.name)
        verified += await verifyOutputs(outputs, join(folder, 'signer', 'root.pem'), fresh)
      }
    }
  }
  return verified
}

/**
 * Runs the benchmark.
 *
 * @throws Error if a contender fails, or makes a pass that is wrong
 */
export const bench = async (options: Options): Promise<Results> => {
  const node = findNode(options.node)
  const field = fieldFor(node, options.peers)
  await mkdir(join(root, '.local'), { recursive: true })
  const folder = await mkdtemp(join(root, '.local', 'bench-'))
  try {
    const run = await prepare(node, field, options, folder)
    const throughput = await measureAll(run)
    const firstPass = await measureFirst(run)
    const check = await measureChecks(run)
    const service = await measureHandlers(run)
    const notifications = await measureNotifications(run)
    const cold = await measureColdStarts(run)
    const loop = await measureChanges(run)
    const drawings = await measureDrawn(run)
    return {
      node: node.version,
      processor: cpus()[0]?.model ?? 'an unknown processor',
      pinned: run.machine.canPin,
      schedule: run.schedule,
      entrants: run.bundles.map(entrantOf),
      leftOut: field.leftOut,
      throughput,
      firstPass,
      check,
      service,
      notifications,
      cold,
      loop,
      drawings,
      verified: await verifyAll(run),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
