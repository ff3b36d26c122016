/** The clock and the chance of the machine. */
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'

/** WebCrypto gives at most so many random bytes at once. */
const quota = 65_536

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() }

/** The machine's source of cryptographic randomness. */
export const systemRandom: Random = {
  bytes: (length) => {
    const bytes = new Uint8Array(length)
    for (let start = 0; start < length; start += quota) crypto.getRandomValues(bytes.subarray(start, start + quota))
    return bytes
  },
}
