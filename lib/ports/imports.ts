/** Imports: passes issued and changed in bulk, from a file. */
import type { Page, PageRequest } from './page.ts'

/** `waiting`: for the file. The last two are the end. */
export type ImportStatus = 'waiting' | 'running' | 'done' | 'failed'

/** How many rows came to what. */
export interface ImportCounts {
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  readonly failed: number
}

/** An import and how far it is. */
export interface Import {
  /** The key of its file, in the area `imports`; names the format by its ending. */
  readonly key: string
  readonly status: ImportStatus
  /** Goes up by one with every change of this. */
  readonly step: number
  /** Rows that are dealt with. */
  readonly rows: number
  /** Rows that there are, once that is known. */
  readonly totalRows?: number
  /** How far in the file: characters that are dealt with. */
  readonly offset: number
  readonly counts: ImportCounts
  /** Parts of the result that are stored. */
  readonly parts: number
  /** Why it failed as a whole, in a stable code and in words. */
  readonly failure?: { readonly code: string; readonly message: string }
  /** Milliseconds since 1970, all of these. */
  readonly startedAt: number
  readonly updatedAt: number
  readonly endedAt?: number
}

/** The store of imports. Every method may be repeated after an `UnavailableError`. They vanish after 30 days. */
export interface Imports {
  /** One of them. Consistent. */
  readonly get: (key: string) => Promise<Import | undefined>
  /** Adds it at step 0, or replaces the one that is one step behind. False if that is not so; nothing was written then. Atomic. */
  readonly save: (work: Import) => Promise<boolean>
  /** All, newest first. May lag. @throws CursorError */
  readonly list: (page: PageRequest) => Promise<Page<Import>>
}
