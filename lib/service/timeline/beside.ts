/** What is told beside the work: timeline and notices. That it cannot be told is counted, and no reason to do the work again. */
import type { Bus, Notice } from '../../ports/bus.ts'
import type { DeviceEvent, Events, PassEvent } from '../../ports/events.ts'
import type { CountName, Metrics } from '../../ports/metrics.ts'

/** What {@link makeBeside} needs of the world. */
export interface BesidePorts {
  readonly events: Pick<Events, 'append'>
  readonly bus: Bus
  readonly metrics: Metrics
}

/** Tells timeline and listeners. Neither ever rejects. */
export interface Beside {
  /** Writes events. What cannot be written is counted as `EventsLost`. */
  readonly note: (events: readonly (PassEvent | DeviceEvent)[]) => Promise<void>
  /** Tells notices. What cannot be told is counted as `NoticesLost`. */
  readonly publish: (notices: readonly Notice[]) => Promise<void>
}

/** Makes what tells. */
export const makeBeside = ({ events, bus, metrics }: BesidePorts): Beside => {
  const tolerant = async (lost: CountName, count: number, telling: () => Promise<void>): Promise<void> => {
    try {
      if (count > 0) await telling()
    } catch {
      metrics.count(lost, {}, count)
    }
  }
  return {
    note: (steps) => tolerant('EventsLost', steps.length, () => events.append(steps)),
    publish: (notices) => tolerant('NoticesLost', notices.length, () => bus.publish(notices)),
  }
}
