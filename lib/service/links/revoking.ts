/** Revokes links: of a pass, of all passes of a type, or by one of them. */
import { matchesIssue } from '../../core/links/link.ts'
import { linkTokenIn } from '../../core/links/link-address.ts'
import type { LinkEntry } from '../../core/links/sealed-contents.ts'
import { type Clock, seconds } from '../../ports/clock.ts'
import type { LinkRevocations } from '../../ports/link-revocations.ts'
import type { Random } from '../../ports/random.ts'
import type { PassId, Records } from '../../ports/records.ts'
import { insist, persist } from '../back-off.ts'
import { ServiceError } from '../errors.ts'
import { passBusy } from '../passes/busy.ts'
import type { Entomb } from '../passes/entomb.ts'
import type { Tombstones } from '../passes/tombstones.ts'
import { randomText } from '../random-text.ts'
import type { ServiceSettings } from '../service.ts'
import type { LinkMaker } from './link-services.ts'
import type { OpenToken } from './open-token.ts'

/** What {@link makeRevoking} needs. */
export interface RevokingParts {
  readonly records: Records
  readonly linkRevocations: LinkRevocations
  readonly clock: Clock
  readonly random: Random
  readonly openToken: OpenToken
  readonly tombstones: Tombstones
  readonly entomb: Entomb
}

/** What came of revoking the links of a pass that may not be there. */
type Revoked = 'revoked' | 'missing'

/** A moment within a second ends that second: what was made in it before the moment is revoked too. */
const secondAfter = (milliseconds: number): number => Math.ceil(milliseconds / 1000)

/** Makes what revokes. */
export const makeRevoking = (
  parts: RevokingParts,
  { passTypeIdentifiers }: Pick<ServiceSettings, 'passTypeIdentifiers'>,
): Pick<LinkMaker, 'revokeOf' | 'revokeBefore' | 'revokeLink'> => {
  const { records, linkRevocations, clock, random, openToken, tombstones, entomb } = parts

  const assertPast = (before: number): void => {
    if (Number.isSafeInteger(before) && before >= 0 && before <= clock.now()) return
    const message = 'links are revoked that were made before a moment which is past'
    throw new ServiceError('link/revocation-invalid', `${message}: give one until now`)
  }

  /** Neither a version comes of it nor a push: phones show nothing else. */
  const revokeRecord = async (pass: PassId, before: number): Promise<Revoked | undefined> => {
    const current = await records.get(pass)
    if (!current) return 'missing'
    if ((current.linksRevokedBefore ?? 0) >= before) return 'revoked'
    const { restored: _, ...lasting } = current
    const now = clock.now()
    const marks = { linksRevokedBefore: before, updatedAt: now, writeId: randomText(random, 16) }
    const record = { ...lasting, ...marks, revision: current.revision + 1 }
    const write = { record, replaces: current.revision, keepsBuilt: true, now: seconds(now) }
    return (await persist(random, () => records.write(write))) === 'written' ? 'revoked' : undefined
  }

  const insisted = async (work: () => Promise<Revoked | undefined>): Promise<Revoked> => {
    const done = await insist(random, work)
    if (done) return done
    throw passBusy()
  }

  const revokeUntilNow = async (pass: PassId): Promise<void> => {
    // What is made in this second is revoked with the rest, unless it is made by who knows of the revocation.
    const before = secondAfter(clock.now() + 1)
    await insisted(async () => {
      const revoked = await revokeRecord(pass, before)
      if (revoked !== 'missing') return revoked
      return (await entomb(pass)) === 'erased' ? 'revoked' : undefined
    })
  }

  /** Of a pass that is there by now with another issue, the link is none any more. */
  const revokeEntry = async (entry: LinkEntry): Promise<void> => {
    if (entry.kind === 'template') return await revokeUntilNow(entry)
    const record = await records.get(entry)
    if (record && matchesIssue(entry, record.token.issue)) await revokeUntilNow(record)
  }

  const assertOurs = (passTypeIdentifier: string): void => {
    if (passTypeIdentifiers.includes(passTypeIdentifier)) return
    const message = `this deployment has no pass type ${passTypeIdentifier}, only: ${passTypeIdentifiers.join(', ')}`
    throw new ServiceError('template/pass-type-unknown', `${message}; name one of them`)
  }

  return {
    revokeOf: async (pass, before) => {
      assertOurs(pass.passTypeIdentifier)
      if (before === undefined) return await revokeUntilNow(pass)
      assertPast(before)
      const revoked = await insisted(() => revokeRecord(pass, secondAfter(before)))
      if (revoked === 'missing') throw await tombstones.whyMissing(pass)
    },
    revokeBefore: async (passTypeIdentifier, before) => {
      assertOurs(passTypeIdentifier)
      assertPast(before)
      await persist(random, () => linkRevocations.raise(passTypeIdentifier, secondAfter(before)))
    },
    revokeLink: async (url) => {
      const { entries } = await openToken(linkTokenIn(url))
      await Promise.all(entries.map(revokeEntry))
    },
  }
}
