/** Revocations of links in memory. */
import type { LinkRevocations } from '../../ports/link-revocations.ts'
import { promised } from './promised.ts'

/** Revocations in memory, none at first. */
export const memoryLinkRevocations = (): LinkRevocations => {
  const revoked = new Map<string, number>()
  return {
    find: (passTypeIdentifier) => promised(() => revoked.get(passTypeIdentifier)),
    raise: (passTypeIdentifier, before) =>
      promised(() => {
        revoked.set(passTypeIdentifier, Math.max(before, revoked.get(passTypeIdentifier) ?? 0))
      }),
  }
}
