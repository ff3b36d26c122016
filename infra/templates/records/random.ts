/** Chance that repeats itself: the same seed gives the same sequence on every machine. */

/** A seeded source of choices. */
export interface Random {
  /** A whole number from 0 up to, but not including, `limit`. */
  readonly below: (limit: number) => number
  readonly pick: <Item>(items: readonly [Item, ...Item[]]) => Item
}

/** Makes a source of choices from a seed (mulberry32: 32 bits of state, whole-number arithmetic only). */
export const seeded = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), state | 1)
    const stirred = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61))
    return (stirred ^ (stirred >>> 14)) >>> 0
  }
  const below = (limit: number): number => next() % limit
  return { below, pick: (items) => items[below(items.length)] ?? items[0] }
}
