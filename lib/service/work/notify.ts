/** Pushes to devices that are owed a push. */
import type { Pusher } from '../../ports/pusher.ts'
import type { DeviceId, Registrations } from '../../ports/registrations.ts'

/** What {@link makeNotify} needs of the world. */
export interface NotifyPorts {
  readonly registrations: Registrations
  readonly pusher: Pusher
}

/**
 * Makes what pushes to a device, unless all that it was marked for was pushed for already. May be repeated. A device whose
 * push token is gone is removed, unless it has registered another one, or this one anew, meanwhile.
 *
 * @throws UnavailableError if it is to be tried again later
 */
export const makeNotify =
  ({ registrations, pusher }: NotifyPorts) =>
  async (id: DeviceId): Promise<void> => {
    const device = await registrations.find(id)
    if (!device || device.notified >= device.seq) return
    const { epoch, seq, pushToken, tokenRegisteredAt } = device
    const answer = await pusher.push(id.passTypeIdentifier, pushToken)
    const pushed = { device: id, epoch, pushToken }
    if (answer.kind === 'accepted') await registrations.setNotified(pushed, seq)
    if (answer.kind === 'gone') await registrations.removeDevice(pushed, answer.since ?? tokenRegisteredAt)
  }
