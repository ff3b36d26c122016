/** `npm run fuzz`: thousands of broken archives, none of which may crash the reader or hold it up. */
import { fork } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keptChain } from './chain.ts'
import type { Progress, Work } from './messages.ts'
import { help, type Options, readOptions } from './options.ts'
import { Summary } from './summary.ts'

/** A case that takes longer than this will never end: it is stopped. */
const patience = 20_000

/** More memory than this, in megabytes of JavaScript's own, ends the process that runs the cases. */
const mostMegabytes = 1024

/** More failures than this are not told one by one. */
const mostTold = 20

const isTerminal = process.stderr.isTTY

/** Runs all cases in a process of their own and tells of each; resolves with the most memory it used, in megabytes. */
const run = async (options: Options, onDone: (done: Extract<Progress, { kind: 'done' }>) => void): Promise<number> => {
  const child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), {
    execArgv: [...process.execArgv, `--max-old-space-size=${mostMegabytes}`],
    serialization: 'advanced',
  })
  child.send({ chain: await keptChain(), options } satisfies Work)
  let current = 'the start'
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      child.kill('SIGKILL')
      reject(new Error(`${current} took more than ${patience / 1000} s`))
    }
    let timer = setTimeout(giveUp, 3 * patience)
    child.on('message', (progress: Progress) => {
      clearTimeout(timer)
      if (progress.kind === 'finished') return resolve(progress.megabytes)
      timer = setTimeout(giveUp, patience)
      if (progress.kind === 'begun') current = `seed ${options.seed}, case ${progress.number}`
      else onDone(progress)
    })
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      reject(new Error(`${current} ended the process: ${signal ?? `exit ${code}`}`))
    })
  })
}

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2))
  if (!options) {
    process.stdout.write(help)
    return
  }
  const summary = new Summary()
  let folder = ''
  const megabytes = await run(options, ({ archive, failure, ...result }) => {
    summary.add(result, failure !== undefined)
    if (isTerminal && result.number % 50 === 0) process.stderr.write(`\r${summary.progress(options.count)}`)
    if (failure === undefined || summary.failures > mostTold) return
    folder ||= mkdtempSync(join(tmpdir(), 'passwright-fuzz-'))
    const file = join(folder, `case-${result.number}.pkpass`)
    const what = `${result.seed}; ${result.mutators.join(', ')}`
    process.stderr.write(`\nseed ${options.seed}, case ${result.number} (${what}), kept as ${file}:\n${failure}\n`)
    if (archive) writeFileSync(file, archive)
  })
  if (isTerminal) process.stderr.write('\n')
  process.stdout.write(summary.text(megabytes))
  if (summary.failures > 0) process.exitCode = 1
}

await main()
