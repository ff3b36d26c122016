/** What the contract of Registrations is checked with: the port, what is below it, and devices that no other test knows of. */
import { expect } from 'vitest'
import { isDeviceLibraryIdentifier } from '../../lib/core/format/identifiers.ts'
import { issueFor } from '../../lib/core/links/issue.ts'
import type { PassId } from '../../lib/ports/records.ts'
import type {
  Device,
  DeviceEntry,
  DeviceId,
  Holder,
  Holding,
  PushedDevice,
  Registration,
  Registrations,
} from '../../lib/ports/registrations.ts'
import { allPages, now, passType, serialNumber, unique } from './samples.ts'

/** Registrations, and what is stored of them. */
export interface RegistrationsWorld {
  readonly registrations: Registrations
  /** Stores a device as it is, and no holder: for one that would take long to come about. */
  readonly putDevice: (device: Device) => Promise<void>
  /** Stores a holder of a pass as it is, and no device: as one that was left behind. */
  readonly putHolder: (pass: PassId, holder: Holder) => Promise<void>
}

/** A device and a pass type that nobody has registered. */
export const aDevice = (): DeviceId => {
  const deviceLibraryIdentifier = unique().replaceAll('-', '')
  if (!isDeviceLibraryIdentifier(deviceLibraryIdentifier)) throw new TypeError('no device library identifier')
  return { deviceLibraryIdentifier, passTypeIdentifier: passType('pass.com.example.contract') }
}

/** An issue of a pass for a few. */
export const anIssue = (): string => issueFor('few', unique().slice(0, 16))

/** An issue of a pass for many. */
export const anIssueForMany = (): string => issueFor('many', unique().slice(0, 16))

/** A pass on a device, neither of which anybody knows of. The serial number has all that serial numbers may have. */
export const aHolding = (parts: Partial<Holding> = {}): Holding => ({
  device: aDevice(),
  serialNumber: serialNumber(`~a.b_c-${unique()}`),
  issue: anIssue(),
  ...parts,
})

/** The pass of a holding. */
export const passOf = ({ device, serialNumber }: Holding): PassId => ({
  passTypeIdentifier: device.passTypeIdentifier,
  serialNumber,
})

/** When devices register, in milliseconds since 1970. */
export const then = now * 1000

/** The registration of a holding. */
export const registering = (holding: Holding, parts: Partial<Registration> = {}): Registration => ({
  ...holding,
  pushToken: 'token-1',
  now: then,
  epoch: unique(),
  ...parts,
})

/** Registers a pass on a device, and tells how. */
export const registered = async (
  { registrations }: Pick<RegistrationsWorld, 'registrations'>,
  parts: Partial<Registration> = {},
): Promise<Registration> => {
  const registration = registering(aHolding(), parts)
  await registrations.register(registration)
  return registration
}

/** The device that a first registration makes. */
export const deviceOf = (first: Registration, parts: Partial<Device> = {}): Device => ({
  ...first.device,
  epoch: first.epoch,
  seq: 0,
  pushToken: first.pushToken,
  tokenRegisteredAt: first.now,
  notified: 0,
  passes: new Map([[first.serialNumber, entryOf(first)]]),
  ...parts,
})

/** The entry of a pass that was just registered, with whatever is changed. */
export const entryOf = ({ issue }: Pick<Holding, 'issue'>, parts: Partial<DeviceEntry> = {}): DeviceEntry => ({
  n: 0,
  v: 1,
  issue,
  ...parts,
})

/** The holder that a registration makes of a device. */
export const holderOf = ({ device, epoch, issue }: Registration, parts: Partial<Holder> = {}): Holder => ({
  device,
  epoch,
  issue,
  ...parts,
})

/** A device as it is pushed to after a registration. */
export const pushedTo = ({ device, epoch, pushToken }: Registration, parts: Partial<PushedDevice> = {}) => ({
  ...{ device, epoch, pushToken },
  ...parts,
})

/** Everybody who holds a pass, page by page. */
export const allHolders = async (
  { registrations }: Pick<RegistrationsWorld, 'registrations'>,
  holding: Holding,
  limit = 50,
): Promise<readonly Holder[]> =>
  (await allPages((page) => registrations.holders(passOf(holding), holding.issue, page), limit)).flat()

/** Checks that the two sides of a device say the same of these passes: who has the entry has the row, and the other way. */
export const expectAgreement = async (
  { registrations }: Pick<RegistrationsWorld, 'registrations'>,
  holdings: readonly Holding[],
): Promise<void> => {
  for (const holding of holdings) {
    const device = await registrations.find(holding.device)
    const entry = device?.passes.get(holding.serialNumber)
    const { deviceLibraryIdentifier } = holding.device
    const rows = (await allHolders({ registrations }, holding)).filter(
      (holder) => holder.device.deviceLibraryIdentifier === deviceLibraryIdentifier && holder.epoch === device?.epoch,
    )
    expect(rows.map(({ issue }) => issue)).toEqual(entry ? [entry.issue] : [])
  }
}
