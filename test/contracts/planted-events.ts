/** Events with planted defects. */
import { memoryEvents } from '../../lib/adapters/memory/events.ts'
import type { Events } from '../../lib/ports/events.ts'
import type { DeviceId } from '../../lib/ports/registrations.ts'
import { eventsSentences } from './events.ts'
import { defective, type Planted, planting } from './planted.ts'
import { passType } from './samples.ts'

const eventsBut = defective<Events>(memoryEvents)

const eventsTwice = eventsBut((events) => {
  let count = 0
  return { append: (added) => events.append(added.map((event) => ({ ...event, key: `${event.key}-${++count}` }))) }
})

const eventsByTime = eventsBut((events) => ({
  append: (added) => events.append(added.map((event) => ({ ...event, key: 'event' }))),
}))

const fewEvents = eventsBut((events) => ({ append: (added) => events.append(added.slice(0, 25)) }))

const oldestFirst = eventsBut((events) => ({
  list: async (pass, page) => {
    const { items, ...rest } = await events.list(pass, page)
    return { items: [...items].reverse(), ...rest }
  },
}))

const aTypeOfAll = passType('pass.com.example.contract.all')

const devicesOfAllTypes = eventsBut((events) => {
  const typeless = (device: DeviceId): DeviceId => ({ ...device, passTypeIdentifier: aTypeOfAll })
  return {
    append: (added) =>
      events.append(added.map((event) => ('pass' in event ? event : { ...event, device: typeless(event.device) }))),
    listOfDevice: async (device, page) => {
      const { items, ...rest } = await events.listOfDevice(typeless(device), page)
      return { items: items.map((event) => ({ ...event, device })), ...rest }
    },
  }
})

const untilThen = eventsBut((events) => ({
  list: (pass, { until, ...page }) => events.list(pass, until === undefined ? page : { ...page, until: until - 1 }),
}))

const untilIgnored = eventsBut((events) => ({
  listOfDevice: (device, { until: _, ...page }) => events.listOfDevice(device, page),
}))

const events = planting(eventsSentences)

/** The store of events with planted defects. */
export const plantedEvents: readonly Planted[] = [
  events(
    'events that are written as often as they are added',
    eventsTwice,
    'an event is written once, however often it is added, together or one by one',
  ),
  events('events by their time alone', eventsByTime, 'events at the same time are told apart by their keys'),
  events(
    'no more events than fit into one request',
    fewEvents,
    'no events may be added, and as many at once as one likes',
  ),
  events(
    'pages with the oldest event first',
    oldestFirst,
    'page by page, whatever the limit, each event is listed once, and the newest first',
  ),
  events(
    'one list of a device for all pass types',
    devicesOfAllTypes,
    'a device has another list for each pass type, and each device its own',
  ),
  events(
    'lists that begin after their moment',
    untilThen,
    'a list may begin at a moment: with the events of that moment, or the newest before it',
  ),
  events(
    'lists of devices without a moment to begin at',
    untilIgnored,
    'a list may begin at a moment: with the events of that moment, or the newest before it',
    'a list that began at a moment goes on page by page, whatever the limit, with each event once',
  ),
]
