/** Events in memory. */
import type { Events, PassEvent } from '../../ports/events.ts'
import type { PassId } from '../../ports/records.ts'
import { descending, pageOf } from './pages.ts'
import { promised } from './promised.ts'

const keyOf = (pass: PassId): string => `${pass.passTypeIdentifier}/${pass.serialNumber}`

/** Events in memory, gone with the process and not before. */
export const memoryEvents = (): Events => {
  const passes = new Map<string, Map<string, PassEvent>>()

  const append = (event: PassEvent): void => {
    const events = passes.get(keyOf(event.pass)) ?? new Map<string, PassEvent>()
    passes.set(keyOf(event.pass), events.set(`${descending(event.at)} ${event.key}`, structuredClone(event)))
  }

  return {
    append: (events) => promised(() => events.forEach(append)),
    list: (pass, page) =>
      promised(() => pageOf(`events ${keyOf(pass)}`, passes.get(keyOf(pass)) ?? new Map<string, PassEvent>(), page)),
    removeAll: (pass) =>
      promised(() => {
        passes.delete(keyOf(pass))
      }),
  }
}
