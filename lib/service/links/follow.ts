/** From a link to its passes as they are now. */
import { matchesIssue } from '../../core/links/link.ts'
import type { LinkEntry, RecordEntry, TemplateEntry } from '../../core/links/sealed-contents.ts'
import { enrolmentSerial } from '../../core/links/sealed-serial.ts'
import type { PassRecord, Records } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import type { ReadRecord } from '../passes/read-record.ts'
import type { Tombstones } from '../passes/tombstones.ts'
import type { Keys } from '../secrets/key-ring.ts'
import type { GoodLink } from './open-token.ts'
import type { RevokedBefore } from './revocations.ts'

/** A pass of a link as it is now: it was issued, or is yet to be. */
export type FollowedPass =
  | { readonly kind: 'issued'; readonly record: PassRecord }
  | { readonly kind: 'unissued'; readonly entry: TemplateEntry }

/**
 * What a pass of a link is now. An enrolment has none yet: its entry is `unissued`.
 *
 * @throws ServiceError `link/revoked`, `pass/erased`, `pass/not-found`
 */
export type Follow = (link: GoodLink, entry: LinkEntry) => Promise<FollowedPass>

/** What {@link makeFollowLink} needs. */
export interface FollowParts {
  readonly records: Pick<Records, 'get'>
  readonly read: ReadRecord
  readonly tombstones: Tombstones
  readonly keys: Keys
  readonly revokedBefore: RevokedBefore
}

const revoked = (): ServiceError => new ServiceError('link/revoked', 'the link was revoked: ask for a new one')

/** Makes what follows links. */
export const makeFollowLink = ({ records, read, tombstones, keys, revokedBefore }: FollowParts): Follow => {
  const assertIssuedSince = ({ issuedAt }: GoodLink, before: number): void => {
    if (issuedAt < before) throw revoked()
  }

  const assertStands = async (link: GoodLink, entry: LinkEntry): Promise<void> =>
    assertIssuedSince(link, await revokedBefore(entry.passTypeIdentifier))

  const issued = (link: GoodLink, record: PassRecord): FollowedPass => {
    assertIssuedSince(link, record.linksRevokedBefore ?? 0)
    return { kind: 'issued', record }
  }

  const followRecord = async (link: GoodLink, entry: RecordEntry): Promise<FollowedPass> => {
    const record = await read(entry)
    if (!matchesIssue(entry, record.token.issue)) throw revoked()
    return issued(link, record)
  }

  /** What was made for a visit of an enrolment link ends with that link, unless it was fetched before. */
  const assertEnrolmentStands = async (link: GoodLink, entry: TemplateEntry): Promise<void> => {
    if (!entry.hasRandomSerial) return
    const { passTypeIdentifier, template, values } = entry
    const serialNumber = enrolmentSerial(await keys.with(link.keyId), link, template.name, values)
    if (await tombstones.isErased({ passTypeIdentifier, serialNumber })) throw revoked()
  }

  const followTemplate = async (link: GoodLink, entry: TemplateEntry): Promise<FollowedPass> => {
    // The tombstone counts, even if the pass was issued anew: whoever was to forget it holds the link still.
    const [record, isErased] = await Promise.all([
      link.isEnrolment ? undefined : records.get(entry),
      tombstones.isErased(entry),
    ])
    if (isErased && link.isEnrolment) throw revoked()
    if (isErased) throw tombstones.erased()
    if (record) return issued(link, record)
    await assertEnrolmentStands(link, entry)
    return { kind: 'unissued', entry }
  }

  return async (link, entry) => {
    const [pass] = await Promise.all([
      entry.kind === 'record' ? followRecord(link, entry) : followTemplate(link, entry),
      assertStands(link, entry),
    ])
    return pass
  }
}
