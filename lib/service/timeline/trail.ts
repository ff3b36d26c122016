/** The trail of requests: what they leave on timelines, and tell other systems. Neither can fail a request. */
import type { Notice } from '../../ports/bus.ts'
import type { DeviceEvent, PassEvent } from '../../ports/events.ts'
import { type BesidePorts, makeBeside } from './beside.ts'

/** Leaves a trail. */
export interface Trail {
  /** Begins to write an event; nobody waits for it. What cannot be written is counted as `EventsLost`. */
  readonly note: (event: PassEvent | DeviceEvent) => void
  /** Tells a notice. What cannot be told is counted as `NoticesLost`: never rejects. */
  readonly tell: (notice: Notice) => Promise<void>
  /** Resolves when every event is written, or lost. */
  readonly settled: () => Promise<void>
}

/** Events that are written at the same time: where the store has stopped answering, no more pile up. */
const mostUnderWay = 100

/** Makes what leaves a trail. */
export const makeTrail = (ports: BesidePorts): Trail => {
  const beside = makeBeside(ports)
  const underWay = new Set<Promise<void>>()
  return {
    note: (event) => {
      if (underWay.size >= mostUnderWay) return ports.metrics.count('EventsLost', {})
      const writing = beside.note([event])
      underWay.add(writing)
      writing.finally(() => underWay.delete(writing))
    },
    tell: (notice) => beside.publish([notice]),
    settled: async () => {
      await Promise.all(underWay)
    },
  }
}
