/** Messages of the queue of notifications as text. */
import { isDeviceLibraryIdentifier, isPassTypeIdentifier } from '../../core/format/identifiers.ts'
import type { Notification } from '../../ports/queues.ts'
import { readObject } from './message-body.ts'

/** A device that is owed a push, as JSON text. */
export const notificationText = ({ deviceLibraryIdentifier, passTypeIdentifier, attempt }: Notification): string =>
  JSON.stringify({ deviceLibraryIdentifier, passTypeIdentifier, attempt })

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/** The notification of a body; undefined if it is none: nobody can do anything about it. */
export const readNotification = (body: string): Notification | undefined => {
  const { deviceLibraryIdentifier, passTypeIdentifier, attempt } = readObject(body) ?? {}
  if (!(isDeviceLibraryIdentifier(deviceLibraryIdentifier) && isPassTypeIdentifier(passTypeIdentifier))) {
    return undefined
  }
  if (!(attempt === undefined || isCount(attempt))) return undefined
  return { deviceLibraryIdentifier, passTypeIdentifier, ...(attempt === undefined ? {} : { attempt }) }
}
