/** The promises that are kept when everything has come to rest. */
import type { PassRecord } from '../../lib/ports/records.ts'
import type { Phone, PhonePass } from './phone.ts'
import type { World } from './world.ts'

/** Passes whose updates are on and whose registration has not been lost with a restore. */
const counted = ({ passes, pushToken }: Phone): PhonePass[] =>
  [...passes.values()].filter(
    ({ wantsUpdates, isLost, registered }) => wantsUpdates && !isLost && registered === pushToken,
  )

const contentOf = ({ values }: PassRecord): unknown => values.name

const checkNewest = async ({ backend, history }: World, phone: Phone): Promise<void> => {
  for (const { pass, content, modifiedAt } of counted(phone)) {
    const record = await backend.stores.records.get(pass)
    if (!record) throw new Error('the record is gone')
    const name = `${phone.id.deviceLibraryIdentifier} has ${pass.serialNumber}`
    if (modifiedAt !== record.lastModified)
      history.breaks(`${name} of ${modifiedAt} and not of ${record.lastModified}, version ${record.version}`)
    else if (content !== contentOf(record)) history.breaks(`${name} with the contents of an older version`)
  }
}

/** A device that has not listed what it was marked for was pushed to after that, with the token that it has now. */
const checkPushes = ({ history }: World, phone: Phone): void => {
  const device = phone.id.deviceLibraryIdentifier
  for (const { pass } of counted(phone)) {
    const markedAt = history.markedAt(device, pass.serialNumber)
    if (markedAt > (phone.lastRead?.order ?? 0) && markedAt > history.pushedAt(phone.pushToken))
      history.breaks(`${device} was not woken after ${pass.serialNumber} was marked`)
  }
}

/** Checks what holds of the phones that are on: what they were told, they have; what they were not told, they were woken for. */
export const checkPromises = async (world: World): Promise<void> => {
  for (const phone of world.phones) {
    checkPushes(world, phone)
    if (phone.isOn) await checkNewest(world, phone)
  }
  for (const pass of world.passes) {
    const record = await world.backend.stores.records.get(pass)
    if (record?.pending) world.history.breaks(`${pass.serialNumber} is pending for ever`)
  }
}
