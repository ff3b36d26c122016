/** Registers the devices that hold a pass of another system, as if they did so themselves. */
import { type DeviceLibraryIdentifier, isDeviceLibraryIdentifier } from '../../core/format/identifiers.ts'
import type { PassRecord } from '../../ports/records.ts'
import { persist } from '../back-off.ts'
import { eachOf } from '../each-of.ts'
import type { AdoptedPass } from '../service.ts'
import { makeRegistrar, type RegistrarParts } from '../wallet/registrar.ts'

/** Devices that are registered at once. */
const atOnce = 16

interface Holder {
  readonly deviceLibraryIdentifier: DeviceLibraryIdentifier
  readonly pushToken: string
}

/** Each device once. */
const holdersOf = ({ registrations }: AdoptedPass): readonly Holder[] => {
  const holders = new Map<DeviceLibraryIdentifier, string>()
  for (const { deviceLibraryIdentifier, pushToken } of registrations)
    if (isDeviceLibraryIdentifier(deviceLibraryIdentifier))
      holders.set(deviceLibraryIdentifier, pushToken.toLowerCase())
  return Array.from(holders, ([deviceLibraryIdentifier, pushToken]) => ({ deviceLibraryIdentifier, pushToken }))
}

/**
 * Makes what registers the devices of a checked pass with its record. Returns how many did not hold it before.
 *
 * @throws ServiceError `wallet/unauthorized` if the record is gone, `registration/too-many`
 */
export const makeRegisterAdopted = (parts: RegistrarParts) => {
  const { registrations, random } = parts
  const registrar = makeRegistrar(parts)

  const register = async (record: PassRecord, { deviceLibraryIdentifier, pushToken }: Holder): Promise<boolean> => {
    const { passTypeIdentifier, serialNumber, token } = record
    const device = { deviceLibraryIdentifier, passTypeIdentifier }
    const holding = { device, serialNumber, issue: token.issue }
    const known = await registrations.find(device)
    // What a device has told us itself is newer than what anybody has kept of it. And when it told somebody else is not
    // known: should APNs say that the token is gone, it is to be believed, whenever that was.
    const said = { pushToken, now: 0, keepsToken: true }
    if (known?.passes.get(serialNumber)?.issue !== token.issue) return registrar.register(holding, said)
    // An earlier try may have been cut off before it was done.
    await registrar.catchUp(holding, record, { tokenChanged: false, device: known })
    return false
  }

  return async (record: PassRecord, adopted: AdoptedPass): Promise<number> => {
    const isNew = await eachOf(holdersOf(adopted), atOnce, (holder) => persist(random, () => register(record, holder)))
    return isNew.filter(Boolean).length
  }
}
