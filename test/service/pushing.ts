/** Pushes whose answers a test makes up. */
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { PushAnswer } from '../../lib/ports/pusher.ts'
import type { Notification } from '../../lib/ports/queues.ts'
import { makeNotify } from '../../lib/service/work/notify.ts'
import { aDevice, aPass, aReadyWorld, hold, put, type World } from './world.ts'

/** What the push service answers. */
export type Answers = (pushToken: string) => Promise<PushAnswer> | PushAnswer

/** A service whose pushes are answered as a test likes; their messages are taken down instead of sent, or the queue is full. */
export const pushing = (world: World, answers: Answers, isFull = () => false) => {
  const pushed: string[] = []
  const sent: { readonly notification: Notification; readonly delay: number }[] = []
  const reports: string[] = []
  const ports = {
    ...world.ports,
    pusher: {
      push: async (_type: string, pushToken: string) => {
        pushed.push(pushToken)
        return await answers(pushToken)
      },
    },
    queues: {
      ...world.ports.queues,
      sendNotifications: (notifications: readonly Notification[], delay = 0) => {
        if (isFull()) return Promise.reject(new UnavailableError('throttled'))
        for (const notification of notifications) sent.push({ notification, delay })
        return Promise.resolve()
      },
    },
  }
  const start = () => makeNotify(ports, ({ code, error }) => reports.push(`${code}: ${error.message}`))
  return { pushed, sent, reports, notify: start(), start }
}

/** A device that is owed a push for the second version of the pass. */
export const aMarkedDevice = async (name = 'phone', world?: World): Promise<World> => {
  const ready = world ?? (await aReadyWorld())
  if (!world) await put(ready)
  await hold(ready, aPass(), name)
  const { pass } = await put(ready, { name: `for ${name}` })
  await ready.service.work.build({ kind: 'build', pass: aPass(), version: pass.version })
  return ready
}

/** What is stored of a device. */
export const deviceOf = ({ memory }: World, name = 'phone') => memory.registrations.find(aDevice(name))

/** Whether a device is owed a push; undefined if there is no such device. */
export const isOwed = async (world: World, name = 'phone'): Promise<boolean | undefined> => {
  const device = await deviceOf(world, name)
  return device && device.notified < device.seq
}
