/** What the timeline and other systems are told of pushes. */
import type { JsonObject } from '../../../core/format/json.ts'
import { audienceOf } from '../../../core/links/issue.ts'
import type { Notice } from '../../../ports/bus.ts'
import type { DeviceEvent, PassEvent } from '../../../ports/events.ts'
import type { PushAnswer } from '../../../ports/pusher.ts'
import { type Device, deviceIdOf } from '../../../ports/registrations.ts'
import { removed } from '../../notices/notices.ts'

/** What came of a push that was made: an answer, or none. */
export type PushMade = PushAnswer | { readonly kind: 'unanswered'; readonly reason: string }

/** The same, or that it was not made because a breaker is open. */
type PushOutcome = PushMade | { readonly kind: 'held' }

const explained = (outcome: PushOutcome): JsonObject => ({
  ...('reason' in outcome ? { reason: outcome.reason } : {}),
  ...('id' in outcome && outcome.id !== undefined ? { id: outcome.id } : {}),
})

/** Whether the device is owed a push for a pass of which not each single holder is told of. */
const isNoted = ({ passes, notified }: Device): boolean =>
  [...passes.values()].some(({ n, issue }) => n > notified && audienceOf(issue) === 'few')

/** The step of a push: none if all that the device is owed it for has an audience of many. @param at milliseconds since 1970 */
export const pushSteps = (
  device: Device,
  outcome: PushOutcome,
  attempt: number,
  at: number,
): readonly DeviceEvent[] => {
  if (!isNoted(device)) return []
  const { seq } = device
  const detail = { seq, outcome: outcome.kind, ...explained(outcome), attempt }
  return [{ device: deviceIdOf(device), at, key: `pushed-${seq}-${attempt}`, kind: 'pushed', detail }]
}

/** The passes that a device held. */
const heldOf = (device: Device) =>
  [...device.passes].map(([serialNumber, { issue }]) => ({
    ...{ pass: { passTypeIdentifier: device.passTypeIdentifier, serialNumber }, device: deviceIdOf(device) },
    issue,
  }))

/** The steps of a device that was removed because its push token is gone. Holders of what is for many are not told one by one. */
export const goneSteps = (device: Device, at: number): readonly PassEvent[] =>
  heldOf(device)
    .filter(({ issue }) => audienceOf(issue) === 'few')
    .map(({ pass, device: { deviceLibraryIdentifier } }) => ({
      ...{ pass, at, key: `unregistered-${deviceLibraryIdentifier}`, kind: 'unregistered' },
      detail: { device: deviceLibraryIdentifier, because: 'gone' },
    }))

/** The notices of the same, of every pass that it held. */
export const goneNotices = (device: Device, at: number): readonly Notice[] =>
  heldOf(device).map(({ pass, device: id }) => removed({ pass, device: id }, 'gone', at))
