/** Says of what happens over and over that it is told seldom. */
import type { Clock } from '../../ports/clock.ts'

/** How seldom. */
export interface SeldomOptions {
  /** How long a thing is not told again, in milliseconds: until the next whole multiple of it. */
  readonly span: number
  /** At most so many things in that time; so many are remembered. */
  readonly most: number
  readonly clock: Clock
}

/** Whether a thing is to be told: once in a span, as long as there are not too many others. */
export type Seldom = (thing: string) => boolean

/** Makes a memory of what was told lately. */
export const makeSeldom = ({ span, most, clock }: SeldomOptions): Seldom => {
  const told = new Set<string>()
  let current = 0
  return (thing) => {
    const now = Math.floor(clock.now() / span)
    if (now !== current) told.clear()
    current = now
    if (told.has(thing) || told.size >= most) return false
    told.add(thing)
    return true
  }
}
