/** Waiting before the next attempt, so that those who collided do not collide again. */
import type { Random } from '../ports/random.ts'

/** The longest wait after the first attempt, in milliseconds; it doubles with each further one. */
const first = 10

/** How often a write is attempted before others are said to be in the way. */
const mostAttempts = 6

/** Waits after an attempt (0 is the first) for a random part of a time that doubles with every attempt. */
export const backOff = (random: Random, attempt: number): Promise<void> => {
  const [byte = 0] = random.bytes(1)
  const milliseconds = (first * 2 ** attempt * (byte + 1)) / 256
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/**
 * Attempts work until it comes to something, at most six times; undefined if it never did.
 *
 * @param work undefined means that others were in the way
 */
export const insist = async <Done>(
  random: Random,
  work: (attempt: number) => Promise<Done | undefined>,
): Promise<Done | undefined> => {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    if (attempt > 0) await backOff(random, attempt)
    const done = await work(attempt)
    if (done !== undefined) return done
  }
  return undefined
}
