/** The trail of requests: what they leave on timelines, and tell other systems. Neither can fail a request. */
import type { Notice } from '../../ports/bus.ts'
import type { DeviceEvent, PassEvent } from '../../ports/events.ts'
import { atMost } from '../at-most.ts'
import { type BesidePorts, makeBeside } from './beside.ts'

/** Leaves a trail. */
export interface Trail {
  /** Begins to write an event; nobody waits for it. What cannot be written is counted as `EventsLost`. */
  readonly note: (event: PassEvent | DeviceEvent) => void
  /** Tells a notice, and waits a second for that at most. What cannot be told is counted as `NoticesLost`: never rejects. */
  readonly tell: (notice: Notice) => Promise<void>
  /** Resolves when everything is written and told, or lost. */
  readonly settled: () => Promise<void>
}

/** Events that are written at the same time: where the store has stopped answering, no more pile up. */
const mostUnderWay = 100

/** In milliseconds. */
const patience = 1000

/** Makes what leaves a trail. */
export const makeTrail = (ports: BesidePorts): Trail => {
  const beside = makeBeside(ports)
  const underWay = new Set<Promise<void>>()
  const follow = (work: Promise<void>): Promise<void> => {
    underWay.add(work)
    return work.finally(() => underWay.delete(work))
  }
  return {
    note: (event) => {
      if (underWay.size >= mostUnderWay) return ports.metrics.count('EventsLost', {})
      void follow(beside.note([event]))
    },
    tell: (notice) => atMost(patience, follow(beside.publish([notice]))),
    settled: async () => {
      await Promise.all(underWay)
    },
  }
}
