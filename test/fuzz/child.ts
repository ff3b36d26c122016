/** The process that runs the cases, so that one which never ends, or takes all memory, can be told of and stopped. */
import { once } from 'node:events'
import { type Progress, parseWork } from './messages.ts'
import { runCase } from './run-case.ts'
import { makeSeeds } from './seeds.ts'

const tell = (progress: Progress): void => {
  process.send?.(progress)
}

const main = async (): Promise<void> => {
  const [message]: unknown[] = await once(process, 'message')
  const { chain, options } = parseWork(message)
  const seeds = await makeSeeds(chain)
  for (let number = options.from; number < options.from + options.count; number++) {
    tell({ kind: 'begun', number })
    const { mutant, ...rest } = await runCase(seeds, chain.root, options.seed, number)
    const { seed, mutators, archive } = mutant
    tell({ kind: 'done', seed, mutators, ...rest, ...(rest.failure === undefined ? {} : { archive }) })
  }
  tell({ kind: 'finished', megabytes: Math.round(process.resourceUsage().maxRSS / 1024) })
  process.disconnect()
}

await main()
