/** Work that goes on step by step, such as rollouts and imports. */
import type { Page, PageRequest } from './page.ts'

/** What all such work has. */
export interface Stepped {
  readonly id: string
  /** Goes up by one with every change of it. */
  readonly step: number
  /** Milliseconds since 1970. */
  readonly startedAt: number
}

/** A store of such work. Every method may be repeated after an `UnavailableError`. */
export interface SteppedStore<Work extends Stepped> {
  /** One of it. Consistent. */
  readonly get: (id: string) => Promise<Work | undefined>
  /**
   * Adds it at step 0, or replaces the one that is one step behind. False if that is not so; nothing was written then. The
   * same save again is true, as long as nothing was saved since. Atomic.
   */
  readonly save: (work: Work) => Promise<boolean>
  /** All, newest first. May lag. @throws CursorError */
  readonly list: (page: PageRequest) => Promise<Page<Work>>
}
