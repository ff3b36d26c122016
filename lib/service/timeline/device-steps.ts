/** What the steps of a device say of the newest version of one pass. */
import type { DeviceEvent, PassEvent } from '../../ports/events.ts'
import type { DeviceEvidence, Evidence } from './evidence.ts'
import { numberIn } from './verdict.ts'

/** What happened to one mark. */
export interface DeviceSteps {
  /** The last push for it, or for later marks as well. */
  readonly pushed?: DeviceEvent
  /** The last list that told the device of it. */
  readonly told?: DeviceEvent
  /** The last list that did not, although the device was marked by then. */
  readonly untold?: DeviceEvent
}

const pushedFor = (n: number, events: readonly DeviceEvent[]): DeviceEvent | undefined =>
  events
    .filter((event) => event.kind === 'pushed' && numberIn(event, 'seq') >= n)
    .sort((one, other) => other.at - one.at || numberIn(other, 'attempt') - numberIn(one, 'attempt'))[0]

const isTold = (n: number, event: DeviceEvent): boolean =>
  event.kind === 'listed' && numberIn(event, 'since') < n && n <= numberIn(event, 'until')

/** Numbers tell what came after what: the clocks of functions differ, and some steps are told once a day. */
const isUntold = (n: number, event: DeviceEvent): boolean =>
  numberIn(event, 'since') >= n && (event.kind === 'listed' || event.kind === 'listed-nothing')

/** Looks for the steps of the pass's mark. */
export const stepsOfMark = ({ entry: { n }, events }: DeviceEvidence): DeviceSteps => {
  const pushed = pushedFor(n, events)
  const told = events.find((event) => isTold(n, event))
  const untold = events.find((event) => isUntold(n, event))
  return { ...(pushed && { pushed }), ...(told && { told }), ...(untold && { untold }) }
}

const isFetch = (version: number, event: PassEvent): boolean =>
  event.kind === 'fetched' && numberIn(event, 'version') >= version

/**
 * The fetch of the newest version by each device that was told of it: who fetches says not which device it is, so that each
 * fetch is taken for that of the device that was told last and has none yet.
 */
export const fetchesOf = ({ record, events, devices }: Evidence): ReadonlyMap<DeviceEvidence, PassEvent> => {
  const waiting = devices
    .flatMap((device) => {
      const { told } = stepsOfMark(device)
      return told ? [{ device, at: told.at }] : []
    })
    .sort((one, other) => other.at - one.at)
  const fetches = new Map<DeviceEvidence, PassEvent>()
  for (const event of events.filter((each) => isFetch(record.version, each)).reverse()) {
    const found = waiting.find(({ device, at }) => at <= event.at && !fetches.has(device))
    if (found) fetches.set(found.device, event)
  }
  return fetches
}

/** A fetch of the newest version before the device was told of it: it may have it already. */
export const earlierFetch = ({ record, events }: Evidence): PassEvent | undefined =>
  events.find((event) => isFetch(record.version, event))
