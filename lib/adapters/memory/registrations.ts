/** Registrations in memory. */

import type { PassTypeIdentifier, SerialNumber } from '../../core/format/identifiers.ts'
import type { PassId } from '../../ports/records.ts'
import {
  type Device,
  type DeviceId,
  deviceIdOf,
  type Holder,
  type Holding,
  type MarkOutcome,
  mostPassesOfDevice,
  type PushedDevice,
  type RegisterOutcome,
  type Registration,
  type Registrations,
} from '../../ports/registrations.ts'
import { copyOf } from './copy.ts'
import { pageOf } from './pages.ts'
import { promised } from './promised.ts'

/** What registrations are kept in. Whoever made it may copy it, and put back what it was: a restore from a backup. */
export interface RegistrationStore {
  /** By device and pass type. */
  readonly devices: Map<string, Device>
  /** By pass, and then by device library identifier. */
  readonly holders: Map<string, Map<string, Holder>>
}

/** A store without registrations. */
export const registrationStore = (): RegistrationStore => ({ devices: new Map(), holders: new Map() })

/** The key of a device in the store. Neither device library identifiers, nor pass type identifiers, nor serial numbers hold a slash. */
export const deviceStoreKey = ({ deviceLibraryIdentifier, passTypeIdentifier }: DeviceId): string =>
  `${deviceLibraryIdentifier}/${passTypeIdentifier}`

const passKey = (passTypeIdentifier: PassTypeIdentifier, serialNumber: SerialNumber): string =>
  `${passTypeIdentifier}/${serialNumber}`

const addHolder = ({ holders }: RegistrationStore, serialNumber: SerialNumber, holder: Holder): void => {
  const key = passKey(holder.device.passTypeIdentifier, serialNumber)
  const ofPass = holders.get(key) ?? new Map<string, Holder>()
  holders.set(key, ofPass.set(holder.device.deviceLibraryIdentifier, holder))
}

/** Removes a holder, if it still has this epoch and issue. */
const dropHolder = ({ holders }: RegistrationStore, serialNumber: SerialNumber, holder: Holder): void => {
  const { deviceLibraryIdentifier, passTypeIdentifier } = holder.device
  const key = passKey(passTypeIdentifier, serialNumber)
  const ofPass = holders.get(key)
  const found = ofPass?.get(deviceLibraryIdentifier)
  if (found?.epoch !== holder.epoch || found.issue !== holder.issue) return
  ofPass?.delete(deviceLibraryIdentifier)
  if (ofPass?.size === 0) holders.delete(key)
}

const register = (store: RegistrationStore, registration: Registration): RegisterOutcome => {
  const { serialNumber, issue, replaces, keepsToken } = registration
  const device = deviceIdOf(registration.device)
  const before = store.devices.get(deviceStoreKey(device))
  const entry = before?.passes.get(serialNumber)
  if (before && !entry && before.passes.size >= mostPassesOfDevice) return { kind: 'full' }
  const isNew = entry?.issue !== issue
  if (entry && isNew && entry.issue !== replaces) return { kind: 'other', issue: entry.issue }
  const said = { pushToken: registration.pushToken, tokenRegisteredAt: registration.now }
  const { pushToken, tokenRegisteredAt } = before && keepsToken ? before : said
  const tokenChanged = before !== undefined && before.pushToken !== pushToken
  const { epoch, seq, notified } = before ?? { epoch: registration.epoch, seq: 0, notified: 0 }
  const passes = new Map(before?.passes)
  if (isNew) passes.set(serialNumber, { n: 0, v: 1, issue })
  const after: Device = {
    ...(before?.restoredAt === undefined ? {} : { restoredAt: before.restoredAt }),
    ...device,
    epoch,
    seq,
    pushToken,
    tokenRegisteredAt,
    notified: tokenChanged ? 0 : notified,
    passes,
  }
  store.devices.set(deviceStoreKey(device), after)
  addHolder(store, serialNumber, { device, epoch, issue })
  return { kind: 'registered', isNew, tokenChanged, device: { epoch, seq, notified: after.notified } }
}

const unregister = (store: RegistrationStore, { device, serialNumber, issue }: Holding): boolean => {
  const found = store.devices.get(deviceStoreKey(device))
  if (found?.passes.get(serialNumber)?.issue !== issue) return false
  const passes = new Map(found.passes)
  passes.delete(serialNumber)
  if (passes.size === 0) store.devices.delete(deviceStoreKey(device))
  else store.devices.set(deviceStoreKey(device), { ...found, passes })
  dropHolder(store, serialNumber, { device, epoch: found.epoch, issue })
  return true
}

const mark = (store: RegistrationStore, { device, serialNumber, issue }: Holding, version: number): MarkOutcome => {
  const found = store.devices.get(deviceStoreKey(device))
  const entry = found?.passes.get(serialNumber)
  if (!(found && entry?.issue === issue)) return { kind: 'absent', ...(found && { epoch: found.epoch }) }
  if (entry.v >= version) return { kind: entry.v === version ? 'same' : 'newer' }
  const seq = found.seq + 1
  const passes = new Map(found.passes).set(serialNumber, { n: seq, v: version, issue })
  store.devices.set(deviceStoreKey(device), { ...found, seq, passes })
  return { kind: 'marked' }
}

/** The device, if it is still the one that something was pushed to. */
const pushedTo = (store: RegistrationStore, { device, epoch, pushToken }: PushedDevice): Device | undefined => {
  const found = store.devices.get(deviceStoreKey(device))
  return found?.epoch === epoch && found.pushToken === pushToken ? found : undefined
}

const setNotified = (store: RegistrationStore, pushed: PushedDevice, seq: number): void => {
  const found = pushedTo(store, pushed)
  if (found && found.notified < seq) store.devices.set(deviceStoreKey(found), { ...found, notified: seq })
}

const removeDevice = (store: RegistrationStore, pushed: PushedDevice, registeredUntil: number): boolean => {
  const found = pushedTo(store, pushed)
  if (!found || found.tokenRegisteredAt > registeredUntil) return false
  store.devices.delete(deviceStoreKey(found))
  for (const [serialNumber, { issue }] of found.passes) {
    dropHolder(store, serialNumber, { device: deviceIdOf(found), epoch: found.epoch, issue })
  }
  return true
}

const holdersOf = ({ holders }: RegistrationStore, pass: PassId): ReadonlyMap<string, Holder> =>
  holders.get(passKey(pass.passTypeIdentifier, pass.serialNumber)) ?? new Map<string, Holder>()

/**
 * Registrations in memory, gone with the process.
 *
 * @param store what they are kept in. Default: one of their own, empty
 */
export const memoryRegistrations = (store: RegistrationStore = registrationStore()): Registrations => ({
  find: (device) => promised(() => copyOf(store.devices.get(deviceStoreKey(device)))),
  register: (registration) => promised(() => register(store, registration)),
  unregister: (holding) => promised(() => unregister(store, holding)),
  mark: (holding, version) => promised(() => mark(store, holding, version)),
  setNotified: (pushed, seq) => promised(() => setNotified(store, pushed, seq)),
  removeDevice: (pushed, registeredUntil) => promised(() => removeDevice(store, pushed, registeredUntil)),
  holders: (pass, _issue, page) =>
    promised(() =>
      pageOf(`holders ${passKey(pass.passTypeIdentifier, pass.serialNumber)}`, holdersOf(store, pass), page),
    ),
  removeHolder: (pass, holder) => promised(() => dropHolder(store, pass.serialNumber, holder)),
})
