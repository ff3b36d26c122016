/** The thread that runs the cases, so that one which never ends can be told of and stopped. */
import { parentPort, workerData } from 'node:worker_threads'
import { type Progress, parseWork } from './messages.ts'
import { runCase } from './run-case.ts'
import { makeSeeds } from './seeds.ts'

const { chain, options } = parseWork(workerData)

const tell = (progress: Progress): void => parentPort?.postMessage(progress)

const seeds = await makeSeeds(chain)
for (let number = options.from; number < options.from + options.count; number++) {
  tell({ kind: 'begun', number })
  const { mutant, ...rest } = await runCase(seeds, chain.root, options.seed, number)
  const { seed, mutators, archive } = mutant
  tell({ kind: 'done', seed, mutators, ...rest, ...(rest.failure === undefined ? {} : { archive }) })
}
tell({ kind: 'finished', megabytes: Math.round(process.memoryUsage().rss / 1e6) })
