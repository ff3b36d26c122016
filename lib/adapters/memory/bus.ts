/** The bus in memory. */

import type { Bus, Notice } from '../../ports/bus.ts'
import { copyOf } from './copy.ts'
import { promised } from './promised.ts'

/** A bus, and what was told on it. */
export interface MemoryBus {
  readonly bus: Bus
  /** Everything that was told so far. */
  readonly notices: () => readonly Notice[]
}

/** A bus in memory. @param heard is called with every notice */
export const memoryBus = (heard: (notice: Notice) => void = () => undefined): MemoryBus => {
  const told: Notice[] = []
  return {
    bus: {
      publish: (notices) =>
        promised(() => {
          for (const notice of copyOf(notices)) {
            told.push(notice)
            heard(notice)
          }
        }),
    },
    notices: () => copyOf(told),
  }
}
