/** Events in memory. */

import type { DeviceEvent, Events, EventsRequest, PassEvent } from '../../ports/events.ts'
import type { Page } from '../../ports/page.ts'
import type { PassId } from '../../ports/records.ts'
import type { DeviceId } from '../../ports/registrations.ts'
import { copyOf } from './copy.ts'
import { descending, pageOf } from './pages.ts'
import { promised } from './promised.ts'

type Shelf<Event> = Map<string, Map<string, Event>>

const keyOfPass = (pass: PassId): string => `${pass.passTypeIdentifier}/${pass.serialNumber}`

const keyOfDevice = (device: DeviceId): string => `${device.passTypeIdentifier}/${device.deviceLibraryIdentifier}`

const add = <Event extends PassEvent | DeviceEvent>(shelf: Shelf<Event>, key: string, event: Event): void => {
  const events = shelf.get(key) ?? new Map<string, Event>()
  shelf.set(key, events.set(`${descending(event.at)} ${event.key}`, copyOf(event)))
}

const pageFrom = <Event extends PassEvent | DeviceEvent>(
  list: string,
  events: ReadonlyMap<string, Event> = new Map(),
  { until, ...page }: EventsRequest,
): Page<Event> => {
  if (until === undefined) return pageOf(list, events, page)
  return pageOf(list, new Map([...events].filter(([, { at }]) => at <= until)), page)
}

/** Events in memory, gone with the process and not before. */
export const memoryEvents = (): Events => {
  const passes: Shelf<PassEvent> = new Map()
  const devices: Shelf<DeviceEvent> = new Map()
  return {
    append: (events) =>
      promised(() => {
        for (const event of events) {
          if ('pass' in event) add(passes, keyOfPass(event.pass), event)
          else add(devices, keyOfDevice(event.device), event)
        }
      }),
    list: (pass, page) => promised(() => pageFrom(`events ${keyOfPass(pass)}`, passes.get(keyOfPass(pass)), page)),
    listOfDevice: (device, page) =>
      promised(() => pageFrom(`steps ${keyOfDevice(device)}`, devices.get(keyOfDevice(device)), page)),
    removeAll: (pass) =>
      promised(() => {
        passes.delete(keyOfPass(pass))
      }),
  }
}
