/** `npm run fuzz`: thousands of broken archives, none of which may crash the reader or hold it up. */
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { keptChain } from './chain.ts'
import type { Progress } from './messages.ts'
import { help, type Options, readOptions } from './options.ts'
import { Summary } from './summary.ts'

/** A case that takes longer than this will never end: it is stopped. */
const patience = 20_000

/** More failures than this are not told one by one. */
const mostTold = 20

const isTerminal = process.stderr.isTTY

/** Runs all cases in a thread and tells of each; resolves with the memory in use at the end, in megabytes. */
const run = async (options: Options, onDone: (done: Extract<Progress, { kind: 'done' }>) => void): Promise<number> => {
  const workerData = { chain: await keptChain(), options }
  // What a hostile archive makes grow without limit ends this thread with an error.
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData,
    execArgv: ['--import', 'tsx'],
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  })
  let current = 'the seeds'
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      reject(
        new Error(
          `${current} took more than ${patience / 1000} s; run it alone: npm run fuzz -- --seed ${options.seed} --case N`,
        ),
      )
      void worker.terminate()
    }
    let timer = setTimeout(giveUp, 3 * patience)
    worker.on('message', (progress: Progress) => {
      clearTimeout(timer)
      if (progress.kind === 'finished') return resolve(progress.megabytes)
      timer = setTimeout(giveUp, patience)
      if (progress.kind === 'begun') current = `case ${progress.number}`
      else onDone(progress)
    })
    worker.on('error', (cause) => reject(new Error(`${current} ended the thread`, { cause })))
  })
}

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2))
  if (!options) {
    process.stdout.write(help)
    return
  }
  const summary = new Summary()
  const folder = await mkdtemp(join(tmpdir(), 'passwright-fuzz-'))
  const megabytes = await run(options, ({ archive, failure, ...result }) => {
    summary.add(result, failure !== undefined)
    if (isTerminal && result.number % 50 === 0) process.stderr.write(`\r${summary.progress(options.count)}`)
    if (failure === undefined || summary.failures > mostTold) return
    const file = join(folder, `case-${result.number}.pkpass`)
    const what = `${result.seed}; ${result.mutators.join(', ')}`
    process.stderr.write(`\nseed ${options.seed}, case ${result.number} (${what}), kept as ${file}:\n${failure}\n`)
    if (archive) void writeFile(file, archive)
  })
  if (isTerminal) process.stderr.write('\n')
  process.stdout.write(summary.text(megabytes))
  if (summary.failures > 0) process.exitCode = 1
}

await main()
