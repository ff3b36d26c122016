/**
 * What each answer of the push service calls for.
 *
 * @see https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
 */
import type { BreakerName } from '../../../ports/breakers.ts'
import type { Ports } from '../../../ports/ports.ts'
import type { Notification } from '../../../ports/queues.ts'
import { type Device, deviceIdOf, type PushedDevice } from '../../../ports/registrations.ts'
import { persist } from '../../back-off.ts'
import type { Circuits } from '../../breakers/circuits.ts'
import { ServiceError } from '../../errors.ts'
import type { Beside } from '../../timeline/beside.ts'
import type { WorkReport } from '../report.ts'
import { makeRemovalGuard } from './removal-guard.ts'
import { goneNotices, goneSteps, type PushMade } from './steps.ts'

/** What {@link makeConsequences} needs. */
export interface ConsequencesParts extends Pick<Ports, 'registrations' | 'breakers' | 'metrics' | 'clock' | 'random'> {
  readonly circuits: Circuits
  readonly beside: Beside
  readonly report: WorkReport
}

/** A push that was made. */
export interface Push {
  readonly notification: Notification
  /** As it was when it was pushed to. */
  readonly device: Device
  readonly breaker: BreakerName
  /** Has the device pushed to again, later. */
  readonly again: () => Promise<void>
}

/** How often a device is pushed to again whose token is called gone, and that has registered it since. */
const mostRepetitions = 5

const refusedError = (reason: string): ServiceError =>
  new ServiceError('push/refused', `the push service refuses a push (${reason}): it is not tried again`)

const misconfiguredError = (passTypeIdentifier: string, reason: string): ServiceError => {
  const what = `the push service takes no push for ${passTypeIdentifier} (${reason})`
  return new ServiceError('push/misconfigured', `${what}: look at its certificate; pushes wait meanwhile`)
}

const pushedOf = ({ device }: Push): PushedDevice => {
  const { epoch, pushToken } = device
  return { device: deviceIdOf(device), epoch, pushToken }
}

/** Makes what does what an answer calls for. @throws UnavailableError */
export const makeConsequences = (parts: ConsequencesParts) => {
  const { registrations, circuits, beside, metrics, clock, random, report } = parts
  const guard = makeRemovalGuard(parts)

  /** The device is owed nothing more for what it was marked for until now. Not to have noted it costs another push. */
  const settle = (push: Push): Promise<void> =>
    persist(random, () => registrations.setNotified(pushedOf(push), push.device.seq))

  const remove = async (push: Push, until: number): Promise<void> => {
    const { notification, device, again } = push
    if (await registrations.removeDevice(pushedOf(push), until)) {
      const at = clock.now()
      await Promise.all([beside.note(goneSteps(device, at)), beside.publish(goneNotices(device, at))])
    }
    // It has registered since: with another token, or with this one, which may be good again in a moment.
    else if ((notification.attempt ?? 0) < mostRepetitions) await again()
    else await settle(push)
  }

  const removeIfAllowed = async (push: Push, since: number): Promise<void> => {
    if (await guard.mayRemove(push.device.passTypeIdentifier)) return remove(push, since)
    metrics.count('RemovalsStopped', {})
    await settle(push)
  }

  const breakDown = async ({ device, breaker, again }: Push, reason: string): Promise<void> => {
    await circuits.broken(breaker, { reason, error: misconfiguredError(device.passTypeIdentifier, reason) })
    await again()
  }

  return async (push: Push, made: PushMade): Promise<void> => {
    const { device, breaker, again } = push
    switch (made.kind) {
      case 'accepted':
        await settle(push)
        await guard.accepted(device.passTypeIdentifier)
        return circuits.worked(breaker)
      case 'gone':
        await removeIfAllowed(push, made.since ?? device.tokenRegisteredAt)
        return circuits.worked(breaker)
      case 'later':
        await again()
        return made.scope === 'token' ? circuits.worked(breaker) : undefined
      case 'unanswered':
        return again()
      case 'misconfigured':
        return breakDown(push, made.reason)
      case 'refused':
        report({ code: 'push/refused', error: refusedError(made.reason) })
        return settle(push)
    }
  }
}
