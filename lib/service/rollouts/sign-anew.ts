/** Signs one pass anew, for when the certificate was renewed. */
import type { PassRecord, Records } from '../../ports/records.ts'
import type { Builder } from '../passes/builder.ts'
import type { Signers } from '../secrets/signers.ts'
import type { WorkOnPass } from './bring.ts'
import { isMeant } from './filter.ts'

/** What {@link makeSignAnew} needs. */
export interface SignAnewParts {
  readonly records: Pick<Records, 'get'>
  readonly build: Builder
  readonly signers: Signers
}

/** Whether there is a signature that counts: what is not built, or no longer, is signed when it is. */
const isSigned = ({ built, version }: PassRecord): boolean => built?.version === version

/**
 * Makes what signs passes anew: another object for the version that they are at, so that no device is told. The signer is
 * read afresh: the one at hand may be the one that was replaced.
 */
export const makeSignAnew =
  ({ records, build, signers }: SignAnewParts): WorkOnPass =>
  async (rollout, { passTypeIdentifier, serialNumber }) => {
    const record = await records.get({ passTypeIdentifier, serialNumber })
    if (record?.template.name !== rollout.template || !isMeant(rollout.filter, record)) return 'skipped'
    const { id } = await signers.renewed(passTypeIdentifier)
    if (!isSigned(record) || record.built?.signer === id) return 'unchanged'
    await build(record)
    return 'changed'
  }
