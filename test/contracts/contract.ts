/** A contract: the sentences of a port's comments, each with a check, as data. */
import { describe, it } from 'vitest'

/** One promise of a port. `World` is the port, or the port and what else it takes to check it. */
export interface Sentence<World> {
  readonly sentence: string
  /** Rejects if the promise is broken. The store may hold what other checks left there. */
  readonly check: (world: World) => Promise<void>
}

/** Registers one test a sentence; each opens the port anew, if only to find the same store there. */
export type Contract<World> = (name: string, open: () => Promise<World>) => void

/** Real servers beside other work on small machines, with faults, take their time. In milliseconds. */
const timeout = 60_000

/** A contract as a function that registers its tests. */
export const contract =
  <World>(subject: string, sentences: readonly Sentence<World>[]): Contract<World> =>
  (name, open) =>
    describe(`${subject}, ${name}`, () => {
      for (const { sentence, check } of sentences) it(sentence, { timeout }, async () => check(await open()))
    })

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** How long a store may lag where it may lag at all. A test that expects failures may set it: they take as long. */
export const patience = { milliseconds: 10_000 }

/** How many random plays a property is tried with. A test of a store that is quick may set it. */
export const effort = { plays: 5 }

/** Repeats a check until it holds: for what may lag behind writes. Rejects with the last failure. */
export const eventually = async (check: () => Promise<void>): Promise<void> => {
  const end = Date.now() + patience.milliseconds
  for (let wait = 5; ; wait = Math.min(2 * wait, 200)) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > end) throw error
      await pause(wait)
    }
  }
}
