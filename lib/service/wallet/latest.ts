/** Hands the latest pass to a device that holds it. */
import { type Clock, seconds } from '../../ports/clock.ts'
import type { PassRecord, Records } from '../../ports/records.ts'
import type { PassFiles } from '../passes/files.ts'
import { type Authenticate, unauthorized } from './authenticate.ts'
import type { LatestRequest, WalletService } from './wallet-service.ts'

/** What {@link makeLatest} needs. */
export interface LatestParts {
  readonly records: Records
  readonly clock: Clock
  readonly authenticate: Authenticate
  /** Asked for only when a pass is to be handed out: it brings along all that builds passes. */
  readonly files: () => Promise<PassFiles>
}

/** Makes the use case: see `WalletService.latest`. */
export const makeLatest = ({ records, clock, authenticate, files }: LatestParts): WalletService['latest'] => {
  /** Whether the device has this version. A date that is yet to come is one that no answer of ours ever said. */
  const has = (since: number | undefined, lastModified: number): boolean =>
    since !== undefined && lastModified <= since && since <= Math.max(seconds(clock.now()), lastModified)

  const recordFor = async ({ pass, token }: LatestRequest): Promise<PassRecord> => {
    const { issue, record = await records.get(pass) } = await authenticate(pass, token)
    if (record?.token.issue === issue) return record
    throw unauthorized()
  }

  return async (request) => {
    const record = await recordFor(request)
    if (has(request.since, record.lastModified)) return { kind: 'unchanged', lastModified: record.lastModified }
    const { of } = await files()
    const { bytes, modifiedAt: lastModified } = await of(record, () => recordFor(request))
    // What cannot be built is not handed out: then it is the version before, which the device may have.
    return has(request.since, lastModified)
      ? { kind: 'unchanged', lastModified }
      : { kind: 'pass', bytes, lastModified }
  }
}
