/** Requests per second of the service at its handlers: interleaved rounds of all operations in one process. */
import { join } from 'node:path'
import { ask, bundleProcess, heard } from '../asked-process.ts'
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
  const child = launch(
    machine,
    1,
    [await bundleProcess(join(import.meta.dirname, 'worker.ts'), folder, 'service'), folder],
    ['ignore', 'inherit', 'inherit', 'ipc'],
  )
  const measured = (operation: OperationName, milliseconds: number): Promise<OperationResult> =>
    ask(child, { operation, milliseconds } satisfies OperationRound)
  const rates = new Map<OperationName, number[]>(names.map((name) => [name, []]))
  try {
    await heard<'ready'>(child)
    for (const operation of names) await measured(operation, warmUpMs / 3)
    for (let round = 0; round < rounds; round += 1) {
      for (const operation of names) {
        rates.get(operation)?.push(rateOf(await measured(operation, roundMs)))
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
