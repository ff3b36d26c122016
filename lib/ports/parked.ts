/** Parked events: changes that came in and could not be made, kept for somebody to look at. */
import type { Page, PageRequest } from './page.ts'
import type { PassId } from './records.ts'

/** An event that was put aside. */
export interface ParkedEvent {
  /** URL-safe; the same for the same event, however often it fails. */
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** The stable code of what was wrong. */
  readonly code: string
  /** What was wrong and what to do, without values. */
  readonly reason: string
  /** Where, as far as there are places: paths and codes of findings. */
  readonly findings: readonly { readonly code: string; readonly path: string; readonly message: string }[]
  /** The pass that it is about, if that could be read. */
  readonly pass?: PassId
  /** The event as it came, as text; absent if it was too large to keep, or is about a pass that was erased. */
  readonly body?: string
}

/** What a list shows of a parked event. */
export type ParkedSummary = Omit<ParkedEvent, 'findings' | 'body'>

/** The store of parked events. Every method may be repeated after an `UnavailableError`. They vanish after 30 days. */
export interface Parked {
  /** Puts it aside; another one with the same id takes its place. */
  readonly put: (event: ParkedEvent) => Promise<void>
  /** One of them. Consistent. */
  readonly get: (id: string) => Promise<ParkedEvent | undefined>
  /** All, newest first. May lag. @throws CursorError */
  readonly list: (page: PageRequest) => Promise<Page<ParkedSummary>>
  /** Removes it; it need not be there. */
  readonly remove: (id: string) => Promise<void>
  /** Removes all that are about a pass, also what was put a moment ago. */
  readonly removeAll: (pass: PassId) => Promise<void>
}
