/** Hands the latest pass to a device that holds it. */
import { type Clock, seconds } from '../../ports/clock.ts'
import type { PassRecord, Records } from '../../ports/records.ts'
import { makeDateOf } from '../passes/dates.ts'
import type { PassFiles } from '../passes/files.ts'
import type { ServiceSettings } from '../service.ts'
import type { WalletSteps } from '../timeline/wallet-steps.ts'
import { type Authenticate, telling, unauthorized } from './authenticate.ts'
import type { LatestRequest, WalletService } from './wallet-service.ts'

/** What {@link makeLatest} needs. */
export interface LatestParts {
  readonly records: Records
  readonly clock: Clock
  readonly authenticate: Authenticate
  readonly steps: Pick<WalletSteps, 'refused' | 'fetched' | 'notModified'>
  readonly files: PassFiles
}

/** The version that was handed out: the record's, or the last one that could be built. */
const versionOf = ({ version, lastModified, built }: PassRecord, modifiedAt: number): number =>
  modifiedAt === lastModified ? version : (built?.version ?? version)

/** Makes the use case: see `WalletService.latest`. */
export const makeLatest = (
  { records, clock, files, steps, ...parts }: LatestParts,
  settings: Pick<ServiceSettings, 'restoredAt'>,
): WalletService['latest'] => {
  const authenticate = telling(parts.authenticate, 'fetch', steps)
  const dateOf = makeDateOf(settings)

  /** Whether the device has this version. A date that is yet to come is one that no answer of ours ever said. */
  const has = (since: number | undefined, lastModified: number): boolean =>
    since !== undefined && lastModified <= since && since <= Math.max(seconds(clock.now()), lastModified)

  const recordFor = async ({ pass, token }: LatestRequest): Promise<PassRecord> => {
    const { issue, record = await records.get(pass) } = await authenticate(pass, token)
    if (record?.token.issue === issue) return record
    // Of a pass that was erased, nothing is noted.
    if (record) steps.refused(pass, 'fetch')
    throw unauthorized()
  }

  return async (request) => {
    const record = await recordFor(request)
    const { since } = request
    const newest = dateOf(record)
    if (has(since, newest)) {
      if (since !== undefined && since > newest) steps.notModified(record, since)
      return { kind: 'unchanged', lastModified: newest }
    }
    const { bytes, modifiedAt, pass } = await files.of(record, () => recordFor(request))
    const lastModified = dateOf(pass, modifiedAt)
    // What cannot be built is not handed out: then it is the version before, which the device may have.
    if (has(since, lastModified)) return { kind: 'unchanged', lastModified }
    steps.fetched(pass, versionOf(pass, modifiedAt))
    return { kind: 'pass', bytes, lastModified }
  }
}
