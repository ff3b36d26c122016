/** Invokes functions in this process. */
import { logFailure } from '../../../lib/adapters/lambda/log.ts'
import { type Invoke, invokerOf } from '../../pollers/invocation.ts'
import type { WorkFunction } from './sources.ts'

/** As the slowest function has it, in milliseconds. What takes longer is left alone, and comes again. */
const patience = 60_000

class TakesTooLongError extends Error {
  override readonly name = 'TakesTooLongError'
}

const inTime = async (work: Promise<unknown>): Promise<unknown> => {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TakesTooLongError()), patience)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}

/** What invokes a function. What it fails with goes to the log. */
export const invokes = ({ name, load }: WorkFunction): Invoke =>
  invokerOf(
    async (event: never) => inTime((await load()).handler(event)),
    (error) => logFailure({ code: `${name}/failed`, error }),
  )
