/** A pass as it is exported. */
import { makeAuthenticationToken } from '../../core/links/authentication-token.ts'
import { type Clock, seconds } from '../../ports/clock.ts'
import type { PassRecord } from '../../ports/records.ts'
import type { Holder, Registrations } from '../../ports/registrations.ts'
import { eachOf } from '../../service/each-of.ts'
import { holderPages } from '../../service/holder-pages.ts'
import type { Locks } from '../../service/secrets/locks.ts'
import type { AdoptedRegistration } from '../../service/service.ts'
import { places } from './layout.ts'

/** Devices of one line: few enough for a line that adopt reads. */
const devicesOfLine = 1000
const atOnce = 16

/** The token that devices hold. */
export const tokenOf = async ({ keys, sealer }: Locks, record: PassRecord): Promise<string> =>
  record.adoptedToken === undefined
    ? makeAuthenticationToken(await keys.with(record.token.keyId), record, record.token)
    : sealer.unseal('adopted-token', record, record.adoptedToken)

/** The devices that hold a pass, a thousand at most at a time; one empty page if there are none. */
export async function* devicesOf(
  registrations: Pick<Registrations, 'holders' | 'find'>,
  record: PassRecord,
): AsyncGenerator<readonly AdoptedRegistration[]> {
  const { serialNumber, token } = record
  const registrationOf = async ({ device, issue, epoch }: Holder): Promise<readonly AdoptedRegistration[]> => {
    if (issue !== token.issue) return []
    const found = await registrations.find(device)
    // Left behind by a device that is gone, or has given the pass up.
    if (found?.epoch !== epoch || found.passes.get(serialNumber)?.issue !== issue) return []
    return [{ deviceLibraryIdentifier: device.deviceLibraryIdentifier, pushToken: found.pushToken }]
  }
  let isFirst = true
  for await (const holders of holderPages(registrations, record, token.issue, devicesOfLine)) {
    const devices = (await eachOf(holders, atOnce, registrationOf)).flat()
    if (isFirst || devices.length > 0) yield devices
    isFirst = false
  }
}

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString()

/**
 * When devices were told that the pass changed last: not before the last restore, and not in the future.
 *
 * @param restoredAt whole seconds since 1970
 */
const lastModifiedOf = ({ lastModified }: PassRecord, restoredAt: number, clock: Clock): string =>
  isoOf(Math.min(Math.max(lastModified, restoredAt), seconds(clock.now())) * 1000)

/** What every line says of a pass. */
export const adoptionRow = (
  record: PassRecord,
  authenticationToken: string,
  { restoredAt, clock }: { readonly restoredAt: number; readonly clock: Clock },
) => ({
  passTypeIdentifier: record.passTypeIdentifier,
  serialNumber: record.serialNumber,
  template: `${record.template.name}@${record.template.version}`,
  values: record.values,
  authenticationToken,
  lastModified: lastModifiedOf(record, restoredAt, clock),
})

/** What else is known of a pass. */
export const recordRow = (record: PassRecord) => ({
  passTypeIdentifier: record.passTypeIdentifier,
  serialNumber: record.serialNumber,
  template: `${record.template.name}@${record.template.version}`,
  voided: record.voided,
  revision: record.revision,
  version: record.version,
  lastModified: isoOf(record.lastModified * 1000),
  createdAt: isoOf(record.createdAt),
  updatedAt: isoOf(record.updatedAt),
  images: Object.fromEntries(
    Object.entries(record.images).map(([name, { sha256, bytes }]) => [
      name,
      { file: places.image(sha256), sha256, bytes },
    ]),
  ),
  ...(record.personalization ? { personalizedAt: isoOf(record.personalization.at) } : {}),
  ...(record.sequences ? { sequences: record.sequences } : {}),
})
