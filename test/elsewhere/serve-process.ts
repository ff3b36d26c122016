/** `npm run serve` as a process of its own. */
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

/** A server that runs. */
export interface ServeProcess {
  /** Everything that it has written. */
  readonly output: () => string
  /** Waits until it has written something that fits. Rejects if it ends before. */
  readonly wrote: (pattern: RegExp) => Promise<RegExpExecArray>
  /** Sends a signal, and waits for the end; the exit status. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>
  /** Waits for the end; the exit status. */
  readonly ended: Promise<number | null>
}

const entry = resolve('infra/serve/main.ts')

/** Starts it with these variables and no others of this process but those that programs are found with. */
export const aServer = (env: Readonly<Record<string, string>>, ...args: readonly string[]): ServeProcess => {
  const { PATH, HOME } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', entry, ...args], {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      for (const listener of listeners) listener()
    })
  }
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)))
  return {
    ended,
    output: () => text,
    wrote: (pattern) =>
      new Promise((found, reject) => {
        const look = () => {
          const match = pattern.exec(text)
          if (match) found(match)
        }
        listeners.add(look)
        look()
        void ended.then(() => reject(new Error(`it ended before ${pattern}:\n${text}`)))
      }),
    stop: (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}
