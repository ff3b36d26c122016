/** Buses with planted defects. */
import { memoryBus } from '../../lib/adapters/memory/bus.ts'
import type { Bus, Notice } from '../../lib/ports/bus.ts'
import { type BusWorld, busSentences } from './bus.ts'
import { busInMemory } from './memory-bus.ts'
import { planting } from './planted.ts'

const busBut = (change: (bus: Bus) => Bus['publish']) => (): BusWorld => {
  const { bus, notices } = memoryBus()
  return busInMemory({ publish: change(bus) }, notices)
}

const tenAtMost = busBut((bus) => (notices) => bus.publish(notices.slice(0, 10)))

const inSeconds = busBut(
  (bus) => (notices) => bus.publish(notices.map((notice) => ({ ...notice, at: Math.floor(notice.at / 1000) * 1000 }))),
)

const whatFits = busBut((bus) => (notices) => {
  const fitting = notices.filter((_, index) => JSON.stringify(notices.slice(0, index + 1)).length < 256 * 1024)
  return bus.publish(fitting)
})

const idPerCall = busBut((bus) => {
  let calls = 0
  return (notices) => {
    calls += 1
    return bus.publish(notices.map((notice) => ({ ...notice, id: `${notice.id}/${calls}` })))
  }
})

const byReference = (): BusWorld => {
  const told: Notice[] = []
  const publish: Bus['publish'] = (notices) => {
    told.push(...notices)
    return Promise.resolve()
  }
  return busInMemory({ publish }, () => told)
}

const planted = planting(busSentences)

/** Buses, each with a defect. */
export const plantedBuses = [
  planted(
    'no more notices than fit into one request by their number',
    tenAtMost,
    'any number of notices may be told at once, also none, and all are heard',
  ),
  planted(
    'no more notices than fit into one request by their size',
    whatFits,
    'notices of 60 KB are heard, however many are told at once',
  ),
  planted(
    'times in whole seconds',
    inSeconds,
    'a notice of each type is heard as it was told: with its id, its time to the millisecond and its detail',
  ),
  planted('an id for each call', idPerCall, 'a notice that is told again is heard with the same id'),
  planted(
    'notices that are shared by reference',
    byReference,
    'what becomes of the notice after it was told changes nothing that is heard',
  ),
]
