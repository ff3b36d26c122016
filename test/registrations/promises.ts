/** The promises that are kept when everything has come to rest. */
import type { PassId, PassRecord } from '../../lib/ports/records.ts'
import type { Registrations } from '../../lib/ports/registrations.ts'
import type { Phone, PhonePass } from './phone.ts'
import type { World } from './world.ts'

/** Passes whose updates are on and whose registration has not been lost with a restore. */
const counted = ({ passes, pushToken }: Phone): PhonePass[] =>
  [...passes.values()].filter(
    ({ wantsUpdates, isLost, registered }) => wantsUpdates && !isLost && registered === pushToken,
  )

const contentOf = ({ values }: PassRecord): unknown => values.name

const isHolder = async (
  registrations: Registrations,
  { id }: Phone,
  pass: PassId,
  issue: string,
  epoch: string,
): Promise<boolean> => {
  const { items } = await registrations.holders(pass, issue, { limit: 100 })
  return items.some(
    (holder) => holder.device.deviceLibraryIdentifier === id.deviceLibraryIdentifier && holder.epoch === epoch,
  )
}

const checkNewest = async ({ backend, history }: World, phone: Phone): Promise<void> => {
  for (const { pass, content, modifiedAt } of counted(phone)) {
    const record = await backend.stores.records.get(pass)
    // What cannot be built for now is announced later.
    if (!record || record.pending) continue
    const name = `${phone.id.deviceLibraryIdentifier} has ${pass.serialNumber}`
    if (modifiedAt !== record.lastModified)
      history.breaks(`${name} of ${modifiedAt} and not of ${record.lastModified}, version ${record.version}`)
    else if (content !== contentOf(record)) history.breaks(`${name} with the contents of an older version`)
  }
}

/** A device that has not listed what it was marked for was pushed to after that, with the token that it has now. */
const checkPushes = async ({ backend, history }: World, phone: Phone): Promise<void> => {
  const device = phone.id.deviceLibraryIdentifier
  for (const { pass } of counted(phone)) {
    const markedAt = history.markedAt(device, pass.serialNumber)
    if (markedAt <= (phone.lastRead?.order ?? 0) || markedAt <= history.pushedAt(phone.pushToken)) continue
    // It may have been marked for a version that another took the place of, which cannot be built for now.
    if ((await backend.stores.records.get(pass))?.pending) continue
    history.breaks(`${device} was not woken after ${pass.serialNumber} was marked`)
  }
}

/** Both sides know what a device has registered, and the push token that it said. */
const checkKnown = async ({ backend, history }: World, phone: Phone): Promise<void> => {
  const { registrations } = backend.table
  for (const { pass } of counted(phone)) {
    const name = `${phone.id.deviceLibraryIdentifier} has registered ${pass.serialNumber}`
    const device = await registrations.find(phone.id)
    const entry = device?.passes.get(pass.serialNumber)
    if (!(device && entry)) history.breaks(`${name}, and is not known`)
    else if (device.pushToken !== phone.pushToken) history.breaks(`${name} with another push token`)
    else if (!(await isHolder(registrations, phone, pass, entry.issue, device.epoch)))
      history.breaks(`${name}, and the pass does not know`)
  }
}

/**
 * Checks what holds when everything has come to rest, what phones registered is known, what they
 * were told, they have, and for what they were not told they were woken. Those that are turned off are yet to look.
 */
export const checkPromises = async (world: World): Promise<void> => {
  for (const phone of world.phones) {
    // It is off, and does not know yet that it is to register anew.
    if (phone.backAt !== undefined) continue
    await checkKnown(world, phone)
    await checkPushes(world, phone)
    if (phone.isOn) await checkNewest(world, phone)
  }
}

/** Checks that no pass waits to be announced. */
export const checkNothingWaits = async (world: World): Promise<void> => {
  for (const pass of world.passes) {
    const record = await world.backend.stores.records.get(pass)
    if (record?.pending) world.history.breaks(`${pass.serialNumber} waits for ever`)
  }
}
