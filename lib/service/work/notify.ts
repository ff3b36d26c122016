/** Pushes to devices that are owed a push. */
import type { BreakerName } from '../../ports/breakers.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { Ports } from '../../ports/ports.ts'
import type { Pusher } from '../../ports/pusher.ts'
import type { Notification } from '../../ports/queues.ts'
import { type DeviceId, deviceIdOf } from '../../ports/registrations.ts'
import { makeCircuits } from '../breakers/circuits.ts'
import { isSignerRefusal, signerFaultOf } from '../secrets/signer-refusals.ts'
import { makeBeside } from '../timeline/beside.ts'
import { makeAgain } from './notify/again.ts'
import { makeByDevice, type PutOff } from './notify/by-device.ts'
import { makeConsequences } from './notify/consequences.ts'
import { type PushMade, pushSteps } from './notify/steps.ts'
import { noReport, type WorkReport } from './report.ts'
import type { WorkService } from './work-service.ts'

/** What {@link makeNotify} needs of the world. */
export type NotifyPorts = Pick<
  Ports,
  'registrations' | 'queues' | 'breakers' | 'events' | 'bus' | 'metrics' | 'clock' | 'random'
> & { readonly pusher: Pick<Pusher, 'push'> }

/** Makes the use case: see `WorkService.notify`. @param report is told of what nobody but an operator can mend */
export const makeNotify = (ports: NotifyPorts, report: WorkReport = noReport): WorkService['notify'] => {
  const { registrations, pusher, metrics, clock } = ports
  const circuits = makeCircuits(ports, report)
  const beside = makeBeside(ports)
  const sendAgain = makeAgain(ports)
  const byDevice = makeByDevice()
  const follow = makeConsequences({ ...ports, circuits, beside, report })

  const push = async ({ passTypeIdentifier }: DeviceId, pushToken: string): Promise<PushMade> => {
    try {
      return await pusher.push(passTypeIdentifier, pushToken)
    } catch (error) {
      if (error instanceof UnavailableError) return { kind: 'unanswered', reason: error.code }
      if (!isSignerRefusal(error)) throw error
      return { kind: 'misconfigured', reason: signerFaultOf(error) }
    }
  }

  const notify = async (notification: Notification, putOff: PutOff): Promise<void> => {
    const { attempt = 0, passTypeIdentifier } = notification
    const device = await registrations.find(deviceIdOf(notification))
    if (!device || device.notified >= device.seq) return
    const again = () => putOff(() => sendAgain(notification))
    const breaker: BreakerName = `push ${passTypeIdentifier}`
    if (!(await circuits.admits(breaker))) {
      await again()
      // Told once, however long it is held.
      if (attempt === 0) await beside.note(pushSteps(device, { kind: 'held' }, attempt, clock.now()))
      return
    }
    const made = await push(device, device.pushToken)
    metrics.count('Pushes', { answer: made.kind })
    await follow({ notification, device, breaker, again }, made)
    await beside.note(pushSteps(device, made, attempt, clock.now()))
  }

  return (notification) => byDevice(notification, (putOff) => notify(notification, putOff))
}
