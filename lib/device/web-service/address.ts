/** Where a web service may be: what is sent there includes authentication tokens. */
import { isPrivateWay } from '../../core/format/loopback.ts'
import { DeviceError } from '../errors.ts'

const slashesAtEnd = /\/+$/

/**
 * A `webServiceURL` without slashes at its end, as paths are joined to it. Tokens go only where nobody can listen: https, or
 * this machine.
 *
 * @throws DeviceError `device/address-refused`
 */
export const webServiceAddress = (webServiceUrl: string): string => {
  if (!URL.canParse(webServiceUrl)) throw new DeviceError('device/address-refused', 'webServiceURL is no address')
  const url = new URL(webServiceUrl)
  if (url.username !== '' || url.password !== '') {
    throw new DeviceError('device/address-refused', 'webServiceURL names a user, which no request can')
  }
  if (isPrivateWay(url)) return webServiceUrl.replace(slashesAtEnd, '')
  throw new DeviceError('device/address-refused', 'webServiceURL is neither https nor on this machine')
}
