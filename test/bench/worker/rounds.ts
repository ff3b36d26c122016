/** Makes passes in rounds, as many as fit into the time that the parent process gives. */
import type { MakePass, Start } from './contestant.ts'
import { writeFileSync } from './files.ts'
import type { RoundRequest, RoundResult } from './messages.ts'
import { type FreshField, orderOf } from './order.ts'
import type { Setup } from './setup.ts'

/** One output in so many is kept, to be verified. */
const keptEvery = 100

class Rounds {
  readonly #make: MakePass
  readonly #fresh: readonly FreshField[]
  readonly #kept = new Map<number, Uint8Array>()
  /** The number of the next pass; none is made twice. */
  #next = 0

  constructor(make: MakePass, fresh: readonly FreshField[]) {
    this.#make = make
    this.#fresh = fresh
  }

  async run({ milliseconds, inFlight }: RoundRequest): Promise<RoundResult> {
    const first = this.#next
    const cpu = process.cpuUsage()
    const start = performance.now()
    await Promise.all(Array.from({ length: inFlight }, () => this.#makeUntil(start + milliseconds)))
    const elapsed = performance.now() - start
    const { user, system } = process.cpuUsage(cpu)
    return { passes: this.#next - first, milliseconds: elapsed, cpuMilliseconds: (user + system) / 1000 }
  }

  /** Writes what was kept since the last time into a folder, named by the number of the pass. */
  writeKept(folder: string): void {
    for (const [index, bytes] of this.#kept) writeFileSync(`${folder}/${index}`, bytes)
    this.#kept.clear()
  }

  async #makeUntil(end: number): Promise<void> {
    do {
      const index = this.#next
      this.#next += 1
      const bytes = await this.#make(orderOf(index, this.#fresh))
      if (index % keptEvery === 0) this.#kept.set(index, bytes)
    } while (performance.now() < end)
  }
}

/** Answers every request of the parent process, until that goes away. Outputs are written between the rounds. */
export const serveRounds = async (start: Start, setup: Setup, outputs: string): Promise<void> => {
  const rounds = new Rounds(await start(setup), setup.fresh)
  process.on('disconnect', () => process.exit())
  process.on('message', async (request: RoundRequest) => {
    const result = await rounds.run(request)
    rounds.writeKept(outputs)
    process.send?.(result)
  })
  process.send?.('ready')
}
