/** The passes and devices that paths name. */
import {
  type DeviceLibraryIdentifier,
  isDeviceLibraryIdentifier,
  isPassTypeIdentifier,
  isSerialNumber,
} from '../../core/format/identifiers.ts'
import type { PassId } from '../../ports/records.ts'
import type { DeviceId } from '../../ports/registrations.ts'
import { ServiceError } from '../../service/errors.ts'
import { unauthorized } from '../../service/wallet/authenticate.ts'

/** Gives a parameter of the path, decoded. */
export type Parameters = (name: 'device' | 'type' | 'serial') => string | undefined

/**
 * The pass that a path names. A name that no pass can have is answered as that of a pass that is not there.
 *
 * @throws ServiceError `wallet/unauthorized`
 */
export const passIn = (parameter: Parameters): PassId => {
  const [passTypeIdentifier, serialNumber] = [parameter('type'), parameter('serial')]
  if (isPassTypeIdentifier(passTypeIdentifier) && isSerialNumber(serialNumber))
    return { passTypeIdentifier, serialNumber }
  throw unauthorized()
}

/** The device that holds a pass, or is to. @throws ServiceError `wallet/unauthorized` */
export const holderIn = (parameter: Parameters): DeviceLibraryIdentifier => {
  const device = parameter('device')
  if (isDeviceLibraryIdentifier(device)) return device
  throw unauthorized()
}

/** The device of a request that has no token. @throws ServiceError `request/parameter-invalid` */
export const deviceIn = (parameter: Parameters): DeviceId => {
  const [deviceLibraryIdentifier, passTypeIdentifier] = [parameter('device'), parameter('type')]
  if (isDeviceLibraryIdentifier(deviceLibraryIdentifier) && isPassTypeIdentifier(passTypeIdentifier))
    return { deviceLibraryIdentifier, passTypeIdentifier }
  throw new ServiceError('request/parameter-invalid', 'the path does not name a device and a pass type')
}
