/** Chance for mutations: the same seed and case give the same choices. */
import { type Random, seeded } from '../../infra/templates/records/random.ts'

/** A source of choices, with what mutations ask for most. */
export interface Chance extends Random {
  /** True in one of so many cases. */
  readonly oneIn: (cases: number) => boolean
  /** Any item; undefined of an empty list. */
  readonly any: <Item>(items: readonly Item[]) => Item | undefined
}

/** The chance of one case. */
export const chanceOf = (seed: number, number: number): Chance => {
  const random = seeded(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b))
  return {
    ...random,
    oneIn: (cases) => random.below(cases) === 0,
    any: (items) => (items.length === 0 ? undefined : items[random.below(items.length)]),
  }
}
