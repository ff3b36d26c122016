/** Messages of the queue of notifications as text. */
import { isDeviceLibraryIdentifier, isPassTypeIdentifier } from '../../core/format/identifiers.ts'
import type { DeviceId } from '../../ports/registrations.ts'
import { readObject } from './message-body.ts'

/** A device that is owed a push, as JSON text. */
export const notificationText = ({ deviceLibraryIdentifier, passTypeIdentifier }: DeviceId): string =>
  JSON.stringify({ deviceLibraryIdentifier, passTypeIdentifier })

/** The device of a body; undefined if it is none: nobody can do anything about it. */
export const readNotification = (body: string): DeviceId | undefined => {
  const { deviceLibraryIdentifier, passTypeIdentifier } = readObject(body) ?? {}
  if (!(isDeviceLibraryIdentifier(deviceLibraryIdentifier) && isPassTypeIdentifier(passTypeIdentifier))) {
    return undefined
  }
  return { deviceLibraryIdentifier, passTypeIdentifier }
}
