/** Work that goes on step by step, in memory: rollouts and imports. */

import type { Page, PageRequest } from '../../ports/page.ts'
import { copyOf } from './copy.ts'
import { descending, pageOf } from './pages.ts'
import { promised } from './promised.ts'

interface Stepped {
  readonly step: number
  /** Milliseconds since 1970. */
  readonly startedAt: number
}

/** A store of such work. */
export interface SteppedStore<Work> {
  readonly get: (id: string) => Promise<Work | undefined>
  readonly save: (work: Work) => Promise<boolean>
  readonly list: (page: PageRequest) => Promise<Page<Work>>
}

/** A store, empty at first. `name` tells its cursors from others'; a repeated save is known by what it says. */
export const steppedStore = <Work extends Stepped>(name: string, idOf: (work: Work) => string): SteppedStore<Work> => {
  const all = new Map<string, Work>()
  const save = (work: Work): boolean => {
    const current = all.get(idOf(work))
    if (JSON.stringify(current) === JSON.stringify(work)) return true
    if ((current?.step ?? -1) !== work.step - 1) return false
    all.set(idOf(work), work)
    return true
  }
  return {
    get: (id) => promised(() => copyOf(all.get(id))),
    save: (work) => promised(() => save(copyOf(work))),
    list: (page) =>
      promised(() => {
        const newestFirst = [...all.values()].map(
          (work) => [`${descending(work.startedAt)} ${idOf(work)}`, work] as const,
        )
        return pageOf(name, new Map(newestFirst), page)
      }),
  }
}
