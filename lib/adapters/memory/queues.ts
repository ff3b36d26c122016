/** Queues in memory. */
import type { BuildMessage, Queues } from '../../ports/queues.ts'
import type { DeviceId } from '../../ports/registrations.ts'
import type { Delivery } from './delivery.ts'
import { promised } from './promised.ts'

/** Queues in memory, gone with the process: messages wait in deliveries, and no longer than it takes to bring them. */
export const memoryQueues = (
  builds: Pick<Delivery<BuildMessage>, 'send'>,
  notifications: Pick<Delivery<DeviceId>, 'send'>,
): Queues => ({
  sendBuilds: (messages) => promised(() => builds.send(messages)),
  sendNotifications: (devices) =>
    promised(() =>
      notifications.send(
        devices.map(({ deviceLibraryIdentifier, passTypeIdentifier }) => ({
          deviceLibraryIdentifier,
          passTypeIdentifier,
        })),
      ),
    ),
})
