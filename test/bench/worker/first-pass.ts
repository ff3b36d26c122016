/** The first pass of a fresh process. */
import type { Start } from './contestant.ts'
import { writeFileSync } from './files.ts'
import { orderOf } from './order.ts'
import type { Setup } from './setup.ts'

/** Makes one pass, and prints the milliseconds since the process began; then writes the pass, to be verified. */
export const firstPass = async (start: Start, setup: Setup, output: string): Promise<void> => {
  const make = await start(setup)
  const bytes = await make(orderOf(0, setup.fresh))
  const milliseconds = performance.now()
  process.stdout.write(String(milliseconds))
  writeFileSync(output, bytes)
}
