/** How short a message can be written in a code that has modes: sets of characters, each cheap as long as one stays in it. */

/** A mode of a code. */
export interface Mode {
  /** What a character takes in it; undefined for one that it lacks. */
  readonly cost: (char: string) => number | undefined
  /** What it takes to go over to other modes, to stay there; `Infinity` where no way leads. */
  readonly latch: readonly number[]
  /** What it takes to write one character of another mode and be back. Default: there is no such way. */
  readonly shift?: readonly number[]
}

const none = Number.POSITIVE_INFINITY

const cheapest = (from: readonly number[] | undefined, costs: Float64Array): number => {
  let best = none
  if (!from) return best
  for (let index = 0; index < costs.length; index++) {
    const sum = (costs[index] ?? none) + (from[index] ?? none)
    if (sum < best) best = sum
  }
  return best
}

/** The latches that lead into each mode. */
const arrivalsOf = (modes: readonly Mode[]): readonly (readonly number[])[] =>
  modes.map((_, to) => modes.map(({ latch }) => latch[to] ?? none))

/** No cheapest way between two modes leads over more than one other. */
const mostLatches = 2

/**
 * What a message takes at the least, beginning in the first mode; `Infinity` if it cannot be written. Encoders that do not
 * look far ahead take up to a tenth more where characters of several modes alternate.
 *
 * @param modes each with as many `latch` and `shift` costs as there are modes
 */
export const cheapestEncoding = (modes: readonly Mode[], message: Iterable<string>): number => {
  const arrivals = arrivalsOf(modes)
  // By mode: what the message takes up to here if it is in that mode now.
  let costs = Float64Array.from(modes, (_, index) => (index === 0 ? 0 : none))
  for (const char of message) {
    for (let step = 0; step < mostLatches; step++) {
      const before = costs
      costs = before.map((cost, to) => Math.min(cost, cheapest(arrivals[to], before)))
    }
    const own = Float64Array.from(modes, ({ cost }) => cost(char) ?? none)
    costs = costs.map((cost, at) => cost + Math.min(own[at] ?? none, cheapest(modes[at]?.shift, own)))
  }
  return Math.min(...costs)
}
