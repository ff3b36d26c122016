/** What is revoked of the links to all passes of a type, as it was stored at most a minute ago. */
import type { Clock } from '../../ports/clock.ts'
import type { LinkRevocations } from '../../ports/link-revocations.ts'
import { makeCache } from '../cache/cache.ts'

/** In milliseconds. */
const maxAge = 60 * 1000

/** Before when links to passes of a type are revoked, in whole seconds since 1970; 0 if none are. */
export type RevokedBefore = (passTypeIdentifier: string) => Promise<number>

/** Makes what tells. */
export const makeRevokedBefore = ({
  linkRevocations,
  clock,
}: {
  readonly linkRevocations: Pick<LinkRevocations, 'find'>
  readonly clock: Clock
}): RevokedBefore => {
  // As many as a deployment may have pass types.
  const cache = makeCache<number>({ capacity: 1000, maxAge, clock })
  return (passTypeIdentifier) =>
    cache.get(passTypeIdentifier, async () => (await linkRevocations.find(passTypeIdentifier)) ?? 0)
}
