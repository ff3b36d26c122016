/** Runs the local stack as `npm start` does: a process of its own, in a folder of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { onTestFinished } from 'vitest'

/** A local stack in a process of its own. */
export interface LocalStack {
  readonly folder: string
  /** Everything that it has written. */
  readonly output: () => string
  /** Waits until it has written something that fits, and gives the match. Rejects if the process ends before. */
  readonly wrote: (pattern: RegExp) => Promise<RegExpExecArray>
  /** Sends a signal and waits for the end; the exit code. */
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>
  /** Waits for the end; the exit code. */
  readonly ended: Promise<number | null>
}

/** The program of `npm start`. */
export const localStack = resolve('infra/local/start.mjs')

const patience = 90_000

const follow = (
  child: ChildProcess,
): { readonly output: () => string; readonly onOutput: (see: () => void) => void } => {
  let text = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk
      for (const listener of listeners) listener()
    })
  }
  return { output: () => text, onOutput: (see) => listeners.add(see) }
}

/** Starts what runs a local stack. The process is ended with the test at the latest. */
export const startedBy = (program: string, folder: string, ...args: readonly string[]): LocalStack => {
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const { output, onOutput } = follow(child)
  // Every wait listens for the end.
  child.setMaxListeners(0)
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)))
  return {
    folder,
    output,
    ended,
    wrote: (pattern) =>
      new Promise((found, reject) => {
        const look = () => {
          const match = pattern.exec(output())
          if (match) found(match)
        }
        onOutput(look)
        look()
        const why = (what: string) => reject(new Error(`${what} before ${pattern}:\n${output()}`))
        child.once('close', () => why('it ended'))
        setTimeout(() => why('time ran out'), patience).unref()
      }),
    stop: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}

/** Starts it, as `npm start` does. */
export const aLocalStack = (folder: string, ...args: readonly string[]): LocalStack =>
  startedBy(localStack, folder, ...args)

/** The same for one test, at whose end it is killed. */
export const aLocalStackForThisTest = (folder: string, ...args: readonly string[]): LocalStack => {
  const stack = aLocalStack(folder, ...args)
  onTestFinished(async () => {
    await stack.stop('SIGKILL')
  })
  return stack
}

/** The processes that name a folder in their arguments. */
export const processesOf = (folder: string): readonly string[] =>
  spawnSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line.includes(folder))
