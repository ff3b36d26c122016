/** The passes of a link that can still be had. */
import { type RefusalCode, ServiceError } from '../errors.ts'
import type { Follow, FollowedPass } from './follow.ts'
import type { GoodLink } from './open-token.ts'

/** A pass of a link, at its place from 1. */
export interface StandingPass {
  readonly place: number
  readonly pass: FollowedPass
}

const gone: ReadonlySet<RefusalCode> = new Set(['link/revoked', 'pass/erased', 'pass/not-found'])

const isGone = (error: unknown): error is ServiceError => error instanceof ServiceError && gone.has(error.code)

/**
 * The passes of a link that can still be had: a ticket that was cancelled is no reason to keep the others from their holders.
 *
 * @throws what `follow` throws, if it is so of all of them
 */
export const standingPasses = async (link: GoodLink, follow: Follow): Promise<readonly StandingPass[]> => {
  const followed = await Promise.all(
    link.entries.map(async (entry, index): Promise<StandingPass | ServiceError> => {
      try {
        return { place: index + 1, pass: await follow(link, entry) }
      } catch (error) {
        if (isGone(error)) return error
        throw error
      }
    }),
  )
  const standing = followed.flatMap((one) => (one instanceof ServiceError ? [] : [one]))
  const [first] = followed
  if (standing.length === 0 && first instanceof ServiceError) throw first
  return standing
}
