/** How long download links work. Times in milliseconds since 1970. */
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'

const { afterPass, default: usual, least, most } = limits.link
const day = 24 * 60 * 60 * 1000

/** Makes sure that a link may expire then. @throws ServiceError `link/expiry-invalid` */
export const assertExpiry = (expiresAt: number, now: number): void => {
  if (Number.isSafeInteger(expiresAt) && now + least <= expiresAt && expiresAt <= now + most) return
  const message = `a link expires ${least / 1000} seconds to ${most / day} days from now`
  throw new ServiceError('link/expiry-invalid', `${message}: give a time within that, or none for the default`)
}

/**
 * When a link expires unless told otherwise: 30 days after its pass, or from now if the pass has expired; 400 days from now
 * for a pass that does not expire.
 *
 * @param expirationDate as `pass.json` has it
 */
export const defaultExpiry = (expirationDate: unknown, now: number): number => {
  const passExpires = typeof expirationDate === 'string' ? Date.parse(expirationDate) : Number.NaN
  if (Number.isNaN(passExpires)) return now + usual
  return Math.min(Math.max(passExpires, now) + afterPass, now + most)
}
