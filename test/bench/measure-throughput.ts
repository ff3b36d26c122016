/** Passes per second: interleaved rounds of all contenders, each in a process of its own that sleeps in between. */
import type { ChildProcess } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bundle } from './bundle.ts'
import { type Cores, launch, type Machine } from './child.ts'
import type { ContenderName } from './contenders/contenders.ts'
import { median } from './statistics.ts'
import type { RoundRequest, RoundResult } from './worker/messages.ts'

/** What is measured: which passes, and how. */
export interface Setting {
  readonly workload: 'small' | 'large'
  readonly cores: Cores
  readonly inFlight: number
}

/** How long it is measured. */
export interface Schedule {
  readonly warmUpMs: number
  readonly rounds: number
  readonly roundMs: number
}

/** Medians over the rounds. */
export interface Throughput {
  readonly contender: ContenderName
  readonly passesPerSecond: number
  /** The rate as a part of the yardstick's in the same round. */
  readonly ofBare: number
  /** CPU time of all threads. Unlike the rate, it hardly changes when the machine has other work too. */
  readonly cpuMicroseconds: number
}

class Runner {
  readonly #bundle: Bundle
  readonly #child: ChildProcess
  readonly results: RoundResult[] = []

  constructor(bundle: Bundle, child: ChildProcess) {
    this.#bundle = bundle
    this.#child = child
  }

  get name(): ContenderName {
    return this.#bundle.contender.name
  }

  /** The next message of the process. */
  heard<Message>(): Promise<Message> {
    return new Promise((resolve, reject) => {
      const failed = (code: number | null) => reject(new Error(`${this.name}: the process ended with code ${code}`))
      this.#child.once('exit', failed)
      this.#child.once('message', (message) => {
        this.#child.off('exit', failed)
        resolve(message as Message)
      })
    })
  }

  round(request: RoundRequest): Promise<RoundResult> {
    this.#child.send(request)
    return this.heard<RoundResult>()
  }

  stop(): void {
    this.#child.disconnect()
  }
}

const startRunner = async (
  machine: Machine,
  bundle: Bundle,
  { workload, cores }: Setting,
  folder: string,
  outputs: string,
): Promise<Runner> => {
  const outputFolder = join(outputs, bundle.contender.name)
  await mkdir(outputFolder, { recursive: true })
  const args = [bundle.file, 'rounds', folder, workload, outputFolder]
  const runner = new Runner(bundle, launch(machine, cores, args, ['ignore', 'inherit', 'inherit', 'ipc']))
  await runner.heard<'ready'>()
  return runner
}

const rate = ({ passes, milliseconds }: RoundResult): number => (passes / milliseconds) * 1000

const summarize = ({ name, results }: Runner, yardstick: Runner): Throughput => ({
  contender: name,
  passesPerSecond: median(results.map(rate)),
  ofBare: median(
    results.map((result, round) => {
      const bare = yardstick.results[round]
      return bare ? rate(result) / rate(bare) : 0
    }),
  ),
  cpuMicroseconds: median(results.map(({ passes, cpuMilliseconds }) => (cpuMilliseconds / passes) * 1000)),
})

/**
 * Measures all contenders in one setting.
 *
 * @param bundles the yardstick first
 * @param folder what `writeInputs` wrote
 * @param outputs the folder for every hundredth pass, in a folder for each contender
 */
export const measureThroughput = async (
  machine: Machine,
  bundles: readonly Bundle[],
  setting: Setting,
  schedule: Schedule,
  folder: string,
  outputs: string,
): Promise<readonly Throughput[]> => {
  const { inFlight } = setting
  const runners: Runner[] = []
  try {
    for (const bundle of bundles) runners.push(await startRunner(machine, bundle, setting, folder, outputs))
    for (const runner of runners) await runner.round({ milliseconds: schedule.warmUpMs, inFlight })
    for (let round = 0; round < schedule.rounds; round += 1) {
      for (const runner of runners) {
        runner.results.push(await runner.round({ milliseconds: schedule.roundMs, inFlight }))
      }
    }
  } finally {
    for (const runner of runners) runner.stop()
  }
  const [yardstick] = runners
  return yardstick ? runners.map((runner) => summarize(runner, yardstick)) : []
}
