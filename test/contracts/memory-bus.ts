/** The bus in memory, with somebody who listens. */
import type { Bus, Notice } from '../../lib/ports/bus.ts'
import { publishedDetail } from '../../lib/service/notices/published.ts'
import type { BusWorld } from './bus.ts'

/** A bus and what was told on it, as whoever listens hears it. */
export const busInMemory = (bus: Bus, notices: () => readonly Notice[]): BusWorld => ({
  bus,
  heard: () => Promise.resolve(notices().map((notice) => ({ type: notice.type, detail: publishedDetail(notice) }))),
})
