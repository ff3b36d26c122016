/** Waiting before the next attempt, so that those who collided do not collide again. */
import { UnavailableError } from '../ports/errors.ts'
import type { Random } from '../ports/random.ts'

/** The longest wait after the first attempt, in milliseconds; it doubles with each further one. */
const first = 10

/** How often a write is attempted before others are said to be in the way. */
const mostAttempts = 6

/** How often the same is asked of a store that does not answer. */
const mostTries = 3

/** Waits after an attempt (0 is the first) for a random part of a time that doubles with every attempt. */
const backOff = (random: Random, attempt: number): Promise<void> => {
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

/**
 * Does work again while the world does not answer, at most three times.
 *
 * @param work bears repetition: an answer that was lost may have been a good one
 * @throws what the last attempt threw
 */
export const persist = async <Done>(random: Random, work: () => Promise<Done>): Promise<Done> => {
  for (let count = 1; ; count++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof UnavailableError) || count === mostTries) throw error
      await backOff(random, count)
    }
  }
}
