/** Runs a program whose output is for whoever reads the log. */
import { type SpawnOptions, spawn } from 'node:child_process'

/** The exit code of a program, once it has ended; null if a signal ended it. */
export const statusOf = (
  program: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options })
    child.on('error', reject)
    child.on('close', resolve)
  })
