/** Registrations with planted defects. */
import { type RegistrationStore, registrationStore } from '../../lib/adapters/memory/registrations.ts'
import type { Device, DeviceId, Registrations } from '../../lib/ports/registrations.ts'
import { registrationsInMemory } from './memory-registrations.ts'
import { type Planted, planting } from './planted.ts'
import { registrationsSentences } from './registrations.ts'
import { passOf, type RegistrationsWorld } from './registrations-samples.ts'

const plant = planting(registrationsSentences)

/** What a defect is made of: registrations as they should be, and the store below them. */
interface Parts {
  readonly good: Registrations
  readonly store: RegistrationStore
  /** Changes what is stored of a device. */
  readonly change: (device: DeviceId, change: (found: Device) => Device) => void
}

/** Registrations in memory, of which a part is not as it should be. */
const but = (defect: (parts: Parts) => Partial<Registrations>) => (): RegistrationsWorld => {
  const store = registrationStore()
  const world = registrationsInMemory(store)
  const change: Parts['change'] = ({ deviceLibraryIdentifier, passTypeIdentifier }, to) => {
    const key = `${deviceLibraryIdentifier}/${passTypeIdentifier}`
    const found = store.devices.get(key)
    if (found) store.devices.set(key, to(found))
  }
  const { registrations: good } = world
  return { ...world, registrations: { ...good, ...defect({ good, store, change }) } }
}

/** Registers, and then changes the device, which was `before` as it was before. */
const afterwards = (change: (after: Device, before: Device) => Device) =>
  but((parts) => ({
    register: async (registration) => {
      const before = await parts.good.find(registration.device)
      const outcome = await parts.good.register(registration)
      if (before) parts.change(registration.device, (after) => change(after, before))
      return outcome
    },
  }))

const tokenStays = afterwards((after, { pushToken }) => ({ ...after, pushToken }))

const notifiedStays = afterwards((after, { notified }) => ({ ...after, notified }))

const seqReset = afterwards((after) => ({ ...after, seq: 0 }))

const numbersReset = but(({ good }) => ({
  register: async (registration) => {
    const found = await good.find(registration.device)
    const issue = found?.passes.get(registration.serialNumber)?.issue
    if (found && found.passes.size > 1 && issue) await good.unregister({ ...registration, issue })
    else if (issue) await good.register({ ...registration, issue: 'none', replaces: issue })
    return good.register({ ...registration, replaces: 'none' })
  },
}))

const replacesWhatever = but(({ good }) => ({
  register: async (registration) => {
    const found = await good.find(registration.device)
    const issue = found?.passes.get(registration.serialNumber)?.issue
    return good.register({ ...registration, ...(issue !== undefined && { replaces: issue }) })
  },
}))

const tokenReplaced = but(({ good }) => ({
  register: (registration) => good.register({ ...registration, keepsToken: false }),
}))

const numbersKept = but(({ good, change }) => ({
  register: async (registration) => {
    const before = await good.find(registration.device)
    const outcome = await good.register(registration)
    const entry = before?.passes.get(registration.serialNumber)
    if (entry) {
      const kept = { ...entry, issue: registration.issue }
      change(registration.device, (after) => ({
        ...after,
        passes: new Map(after.passes).set(registration.serialNumber, kept),
      }))
    }
    return outcome
  },
}))

const sameEpoch = but(({ good }) => ({ register: (registration) => good.register({ ...registration, epoch: 'same' }) }))

const neverFull = but(({ good, change }) => ({
  register: async (registration) => {
    const before = await good.find(registration.device)
    if (!before || before.passes.size < 1000) return good.register(registration)
    change(registration.device, (found) => ({ ...found, passes: new Map() }))
    const outcome = await good.register(registration)
    change(registration.device, (after) => ({ ...after, passes: new Map([...before.passes, ...after.passes]) }))
    return outcome
  },
}))

const readThenWrite = but(({ good, change }) => ({
  register: async (registration) => {
    const before = await good.find(registration.device)
    await Promise.resolve()
    const outcome = await good.register(registration)
    const own = { n: 0, v: 1, issue: registration.issue }
    const { serialNumber } = registration
    const passes = new Map(before?.passes).set(serialNumber, before?.passes.get(serialNumber) ?? own)
    change(registration.device, (after) => ({ ...after, passes }))
    return outcome
  },
}))

const rowsLater = but(({ good, store }) => ({
  removeDevice: async (pushed, until) => {
    const { deviceLibraryIdentifier, passTypeIdentifier } = pushed.device
    const passes = store.devices.get(`${deviceLibraryIdentifier}/${passTypeIdentifier}`)?.passes
    const isGone = await good.removeDevice(pushed, until)
    if (!isGone) return false
    for (const serialNumber of passes?.keys() ?? []) {
      store.holders.get(`${passTypeIdentifier}/${serialNumber}`)?.delete(deviceLibraryIdentifier)
    }
    return true
  },
}))

const rowStays = but(({ good, store }) => ({
  unregister: async (holding) => {
    const { passTypeIdentifier, serialNumber } = passOf(holding)
    const key = `${passTypeIdentifier}/${serialNumber}`
    const rows = new Map(store.holders.get(key))
    const wasHeld = await good.unregister(holding)
    if (wasHeld) store.holders.set(key, rows)
    return wasHeld
  },
}))

const whicheverIssue = but(({ good }) => ({
  unregister: async (holding) => {
    const found = await good.find(holding.device)
    const issue = found?.passes.get(holding.serialNumber)?.issue ?? holding.issue
    return good.unregister({ ...holding, issue })
  },
}))

const emptyDevice = but(({ good, store }) => ({
  unregister: async (holding) => {
    const found = await good.find(holding.device)
    const wasHeld = await good.unregister(holding)
    const { deviceLibraryIdentifier, passTypeIdentifier } = holding.device
    if (found?.passes.size === 1 && wasHeld) {
      store.devices.set(`${deviceLibraryIdentifier}/${passTypeIdentifier}`, { ...found, passes: new Map() })
    }
    return wasHeld
  },
}))

const markAnyway = but(({ good, change }) => ({
  mark: async (holding, version) => {
    const outcome = await good.mark(holding, version)
    if (outcome.kind !== 'same' && outcome.kind !== 'newer') return outcome
    change(holding.device, (found) => ({
      ...found,
      seq: found.seq + 1,
      passes: new Map(found.passes).set(holding.serialNumber, { n: found.seq + 1, v: version, issue: holding.issue }),
    }))
    return { kind: 'marked' }
  },
}))

const markWhicheverIssue = but(({ good }) => ({
  mark: async (holding, version) => {
    const found = await good.find(holding.device)
    const issue = found?.passes.get(holding.serialNumber)?.issue ?? holding.issue
    return good.mark({ ...holding, issue }, version)
  },
}))

const markApart = but(({ good, change }) => ({
  mark: async (holding, version) => {
    const before = await good.find(holding.device)
    await Promise.resolve()
    const outcome = await good.mark(holding, version)
    const seq = (before?.seq ?? 0) + 1
    const marked = { n: seq, v: version, issue: holding.issue }
    if (outcome.kind === 'marked') {
      change(holding.device, (found) => ({
        ...found,
        seq,
        passes: new Map(found.passes).set(holding.serialNumber, marked),
      }))
    }
    return outcome
  },
}))

const notifiedLowered = but(({ good, change }) => ({
  setNotified: async (pushed, seq) => {
    const found = await good.find(pushed.device)
    const isTheOne = found?.epoch === pushed.epoch && found.pushToken === pushed.pushToken
    if (isTheOne) change(pushed.device, (device) => ({ ...device, notified: seq }))
  },
}))

const whicheverToken = but(({ good }) => {
  const now = async <Pushed extends { readonly device: DeviceId }>(pushed: Pushed): Promise<Pushed> => {
    const pushToken = (await good.find(pushed.device))?.pushToken
    return { ...pushed, ...(pushToken !== undefined && { pushToken }) }
  }
  return {
    setNotified: async (pushed, seq) => good.setNotified(await now(pushed), seq),
    removeDevice: async (pushed, until) => good.removeDevice(await now(pushed), until),
  }
})

const wheneverRegistered = but(({ good }) => ({
  removeDevice: (pushed) => good.removeDevice(pushed, Number.MAX_SAFE_INTEGER),
}))

const whicheverEpoch = but(({ good, store }) => ({
  removeHolder: async (pass, holder) => {
    await Promise.resolve()
    const rows = store.holders.get(`${pass.passTypeIdentifier}/${pass.serialNumber}`)
    rows?.delete(holder.device.deviceLibraryIdentifier)
  },
  removeDevice: async (pushed, until) => {
    const epoch = (await good.find(pushed.device))?.epoch ?? pushed.epoch
    return good.removeDevice({ ...pushed, epoch }, until)
  },
}))

/** A list that takes the end of a shard for its own end. The shards are by the first character of the device's name. */
const shardsEnd = but(({ good }) => ({
  holders: async (pass, issue, page) => {
    const { items, next } = await good.holders(pass, issue, page)
    const shard = (index: number): string | undefined => items.at(index)?.device.deviceLibraryIdentifier[0]
    const isBorder = items.length > 1 && shard(-1) !== shard(-2)
    return next === undefined || isBorder ? { items } : { items, next }
  },
}))

const inModel = 'whatever happens to a device and two passes one after the other goes as in the model'
const atOnce =
  'whatever happens to a device and two passes at the same time, both sides say the same, and no number twice'
const anew = 'a pass that takes the place of another issue begins anew, and the device counts on'
const keeps = 'a pass that is registered again with the same issue keeps its numbers, and the device its own'
const once = 'a pass is marked once for each version, and for none before the one that it was marked for'
const newToken =
  'a new push token takes the place of the one before and sets notified to 0, with whichever pass it comes'

/** Registrations with planted defects. */
export const plantedRegistrations: readonly Planted[] = [
  plant('a push token that stays what it was', tokenStays, newToken, inModel),
  plant('notified that stays when the push token changes', notifiedStays, newToken, inModel),
  plant('a device that counts from 0 when it registers again', seqReset, keeps, anew, inModel),
  plant('a pass that begins anew whenever it is registered', numbersReset, keeps, inModel),
  plant('a pass that keeps its numbers whatever its issue is', numbersKept, anew, inModel),
  plant(
    'a registration that takes the place of whatever is there',
    replacesWhatever,
    'a registration with another issue than that of the entry, or than the one that it replaces, writes nothing',
    inModel,
  ),
  plant(
    'a push token that takes the place of the one that a device is to keep',
    tokenReplaced,
    'a device that is to keep its push token does, and when it said so; one that is not there gets it',
    inModel,
  ),
  plant(
    'a device that has the same epoch when it comes again',
    sameEpoch,
    'a device that went and came again has the epoch that was given the second time, and counts from 0',
    'removeDevice removes the device; who holds its passes is at most left behind',
  ),
  plant(
    'a device that is never full',
    neverFull,
    'a device takes its thousandth pass, and is full then: one more is refused and nothing is written',
  ),
  plant(
    'a device that is read, changed and written',
    readThenWrite,
    'of one device twenty passes are registered at once, all with one epoch',
    atOnce,
  ),
  plant(
    'rows that are removed after their device, whatever their epoch is by then',
    rowsLater,
    'a device that is removed while it registers is there with both sides, or not at all',
    atOnce,
  ),
  plant(
    'a row that stays when the registration ends',
    rowStays,
    'unregister removes a pass from its device and its device from the holders, and nothing else',
    'with its last pass the device is gone',
  ),
  plant(
    'an end of a registration whatever its issue is',
    whicheverIssue,
    'unregister changes nothing if the device does not hold the pass, or with another issue',
    inModel,
  ),
  plant('a device that stays without passes', emptyDevice, 'with its last pass the device is gone', inModel),
  plant('a mark that is made again', markAnyway, once, inModel),
  plant(
    'a mark whatever the issue is',
    markWhicheverIssue,
    'mark makes nothing where the device does not hold the pass with this issue',
    inModel,
  ),
  plant(
    'a mark that is read, counted up and written',
    markApart,
    'marked at once, each of ten passes of a device has a number of its own, and the same mark twice counts once',
    atOnce,
  ),
  plant(
    'notified that may go down',
    notifiedLowered,
    'setNotified raises the number that the push token was pushed for, and never lowers it',
    inModel,
  ),
  plant(
    'a device that is what it was whatever its push token is',
    whicheverToken,
    'setNotified changes nothing if the device is another one, or has another push token, or is gone',
    'removeDevice leaves a device alone that is another one, has another push token, or registered later',
  ),
  plant(
    'a device that is removed whenever it registered',
    wheneverRegistered,
    'removeDevice leaves a device alone that is another one, has another push token, or registered later',
    inModel,
  ),
  plant(
    'rows and devices that are removed whatever their epoch is',
    whicheverEpoch,
    'removeHolder leaves a holder alone that has another epoch by now, or another issue',
    'removeDevice leaves a device alone that is another one, has another push token, or registered later',
  ),
  plant(
    'holders that end with their shard',
    shardsEnd,
    'page by page, whatever the limit, each holder is listed once as it was written, and no page is too long',
    'a device that holds the pass all the while is listed once, while others come and go between the pages',
  ),
]
