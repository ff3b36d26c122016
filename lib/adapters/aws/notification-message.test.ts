import { describe, expect, it } from 'vitest'
import { isDeviceLibraryIdentifier, isPassTypeIdentifier } from '../../core/format/identifiers.ts'
import type { DeviceId } from '../../ports/registrations.ts'
import { notificationText, readNotification } from './notification-message.ts'

const aDevice = (): DeviceId => {
  const [deviceLibraryIdentifier, passTypeIdentifier] = ['D1', 'pass.com.example']
  if (!(isDeviceLibraryIdentifier(deviceLibraryIdentifier) && isPassTypeIdentifier(passTypeIdentifier))) {
    throw new TypeError('no identifiers')
  }
  return { deviceLibraryIdentifier, passTypeIdentifier }
}

describe('a message of the queue of notifications', () => {
  it('is JSON that names device and pass type, and nothing else', () => {
    expect(notificationText({ ...aDevice(), pushToken: 'CANARY' } as DeviceId)).toBe(
      '{"deviceLibraryIdentifier":"D1","passTypeIdentifier":"pass.com.example"}',
    )
  })

  it('comes back as it was sent', () => {
    expect(readNotification(notificationText(aDevice()))).toStrictEqual(aDevice())
  })

  it.each([
    ['no JSON', 'device'],
    ['no object', '["D1"]'],
    ['no device', '{"passTypeIdentifier":"pass.com.example"}'],
    ['a device that is none', '{"deviceLibraryIdentifier":"a/b","passTypeIdentifier":"pass.com.example"}'],
    ['no pass type', '{"deviceLibraryIdentifier":"D1","passTypeIdentifier":"com.example"}'],
  ])('with %s is none', (_, body) => {
    expect(readNotification(body)).toBeUndefined()
  })
})
