/** Adapters with planted defects, each of which looks right at first sight: the contracts must catch them. */
import type { Sentence } from './contract.ts'

/** A defect, and the sentences that it breaks. */
export interface Planted {
  readonly defect: string
  /** Each sentence that is to be broken, with its check on a new world with this defect. */
  readonly broken: readonly { readonly sentence: string; readonly check: () => Promise<void> }[]
}

/** Describes a defect by how to make a world that has it, and by the sentences that it breaks. */
export const planting =
  <World>(sentences: readonly Sentence<World>[]) =>
  (defect: string, open: () => World, ...breaks: readonly string[]): Planted => ({
    defect,
    broken: breaks.map((sentence) => {
      const found = sentences.find((each) => each.sentence === sentence)
      if (!found) throw new TypeError(`no contract says: ${sentence}`)
      return { sentence, check: () => found.check(open()) }
    }),
  })

/** Makes worlds with a defect: a good one, but for what `change` puts in the place of its parts. */
export const defective =
  <World extends object>(open: () => World) =>
  (change: (world: World) => Partial<World>) =>
  (): World => {
    const world = open()
    return { ...world, ...change(world) }
  }
