/** A child process that never outlives this one, not even when this one is killed. */
import { type ChildProcess, spawn } from 'node:child_process'

/**
 * The shell waits for the program and for the end of its own standard input, which comes when this process closes it or
 * is gone, whatever ended it.
 */
const script = `
exec 3<&0
"$@" 3<&- &
server=$!
( read -r line <&3; kill -9 $server ) 2>/dev/null &
guard=$!
wait $server
status=$?
kill $guard 2>/dev/null
exit $status`

/** A program that runs. */
export interface GuardedChild {
  /** Whether it has ended. */
  readonly hasEnded: () => boolean
  /** The last that it wrote. */
  readonly output: () => string
  /** Kills it; resolves when it is gone. May be called twice. */
  readonly stop: () => Promise<void>
}

const keepOutput = (child: ChildProcess): (() => string) => {
  let text = ''
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-2000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return () => text.trim()
}

/**
 * Starts a program.
 *
 * @param onDeath called if it ends without having been stopped, with its exit status
 */
export const startGuarded = (
  command: readonly string[],
  { folder, onDeath }: { readonly folder: string; readonly onDeath: (status: number | null) => void },
): GuardedChild => {
  // In a group of its own: Ctrl-C is for this process, which stops the program when it is ready to.
  const child = spawn('/bin/sh', ['-c', script, 'sh', ...command], { cwd: folder, detached: true, stdio: 'pipe' })
  const output = keepOutput(child)
  let stopping = false
  let ended = false
  const end = new Promise<void>((resolve) => {
    child.once('close', (status) => {
      ended = true
      if (!stopping) onDeath(status)
      resolve()
    })
  })
  child.stdin.on('error', () => undefined)
  return {
    hasEnded: () => ended,
    output,
    stop: async () => {
      stopping = true
      child.stdin.end()
      await end
    },
  }
}
