/** Requests per second of the service at its handlers: interleaved rounds of all operations in one process. */
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'esbuild'
import { launch, type Machine } from '../child.ts'
import type { Schedule } from '../measure-throughput.ts'
import { median } from '../statistics.ts'
import { operationNames as names, type OperationName } from './operation.ts'
import type { OperationResult, OperationRound } from './worker.ts'

/** Medians over the rounds. */
export interface OperationRate {
  readonly operation: OperationName
  readonly requestsPerSecond: number
  /** The rate as a part of the bare app's in the same round. */
  readonly ofFloor: number
}

const requireBanner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

const bundle = async (folder: string): Promise<string> => {
  const outfile = join(folder, 'service.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    outfile,
    banner: { js: requireBanner },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  })
  return outfile
}

const heard = <Message>(child: ChildProcess): Promise<Message> =>
  new Promise((resolve, reject) => {
    const failed = (code: number | null) => reject(new Error(`the service ended with code ${code}`))
    child.once('exit', failed)
    child.once('message', (message) => {
      child.off('exit', failed)
      resolve(message as Message)
    })
  })

const ask = (child: ChildProcess, round: OperationRound): Promise<OperationResult> => {
  child.send(round)
  return heard<OperationResult>(child)
}

const rateOf = ({ requests, milliseconds }: OperationResult): number => (requests / milliseconds) * 1000

/**
 * Measures the service with the memory adapters on one core.
 *
 * @param folder what `writeInputs` wrote
 */
export const measureService = async (
  machine: Machine,
  { warmUpMs, rounds, roundMs }: Schedule,
  folder: string,
): Promise<readonly OperationRate[]> => {
  const child = launch(machine, 1, [await bundle(folder), folder], ['ignore', 'inherit', 'inherit', 'ipc'])
  const rates = new Map<OperationName, number[]>(names.map((name) => [name, []]))
  try {
    await heard<'ready'>(child)
    for (const operation of names) await ask(child, { operation, milliseconds: warmUpMs / 3 })
    for (let round = 0; round < rounds; round += 1) {
      for (const operation of names) {
        rates.get(operation)?.push(rateOf(await ask(child, { operation, milliseconds: roundMs })))
      }
    }
  } finally {
    if (child.connected) child.disconnect()
  }
  const floor = rates.get('floor') ?? []
  return names.map((operation) => {
    const own = rates.get(operation) ?? []
    return {
      operation,
      requestsPerSecond: median(own),
      ofFloor: median(own.map((rate, round) => rate / (floor[round] ?? Number.POSITIVE_INFINITY))),
    }
  })
}
