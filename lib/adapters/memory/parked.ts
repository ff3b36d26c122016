/** Parked events in memory. */

import type { Parked, ParkedEvent } from '../../ports/parked.ts'
import { copyOf } from './copy.ts'
import { descending, pageOf } from './pages.ts'
import { promised } from './promised.ts'

/** Parked events in memory, gone with the process and not before. */
export const memoryParked = (): Parked => {
  const all = new Map<string, ParkedEvent>()
  return {
    put: (event) =>
      promised(() => {
        all.set(event.id, copyOf(event))
      }),
    get: (id) => promised(() => copyOf(all.get(id))),
    list: (page) =>
      promised(() => {
        const newestFirst = [...all.values()].map(
          ({ findings: _, body: __, ...summary }) => [`${descending(summary.at)} ${summary.id}`, summary] as const,
        )
        return pageOf('parked events', new Map(newestFirst), page)
      }),
    remove: (id) =>
      promised(() => {
        all.delete(id)
      }),
    removeAll: ({ passTypeIdentifier, serialNumber }) =>
      promised(() => {
        for (const { id, pass } of all.values()) {
          const isAbout = pass?.passTypeIdentifier === passTypeIdentifier && pass.serialNumber === serialNumber
          if (isAbout) all.delete(id)
        }
      }),
  }
}
