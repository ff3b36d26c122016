/** Waiting before something is tried again. */

const base = 20
const most = 1000

/**
 * Waits: on average twice as long with each attempt, up to a second, and by chance, so that those who met do not meet
 * again.
 *
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(most, base * 2 ** attempt)))
