/** Imports: passes issued and changed in bulk, from a file. */
import type { SteppedStore } from './stepped.ts'

/** `waiting`: for the file. The last two are the end. */
export type ImportStatus = 'waiting' | 'running' | 'done' | 'failed'

/** How many rows came to what. */
export interface ImportCounts {
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  readonly failed: number
}

/** What holds for the rows that do not say it themselves. */
export interface ImportDefaults {
  /** The template: `name` or `name@3`. */
  readonly template?: string
  /** The pass type. Default: that of the template. */
  readonly passTypeIdentifier?: string
  /** What the values of a row of a table are: all values of the pass, or a patch of them. Default: all. */
  readonly mode?: 'values' | 'patch'
}

/** The file of an import, once it was looked through. */
export interface ImportedFile {
  readonly bytes: number
  /** In lowercase hexadecimal: another file may come to lie under the same key. */
  readonly sha256: string
  /** Rows that there are, blank ones and the header left out. */
  readonly rows: number
}

/** How far in the file an import is. */
export interface ImportPosition {
  /** Bytes that are dealt with. */
  readonly offset: number
  /** Lines that are dealt with, as a spreadsheet counts them: with the header and blank ones. */
  readonly line: number
}

/** An import and how far it is. */
export interface Import {
  /** URL-safe; the same for the same arrival of the same file, however often that is told. */
  readonly id: string
  /** The key of its file, in the area `imports`; names the format by its ending. */
  readonly key: string
  readonly defaults: ImportDefaults
  readonly status: ImportStatus
  /** Goes up by one with every change of this. */
  readonly step: number
  readonly file?: ImportedFile
  readonly position: ImportPosition
  readonly counts: ImportCounts
  /** Parts of the result that are stored, each by the offset at which it ends. */
  readonly parts: readonly number[]
  /** Why it failed as a whole, in a stable code and in words. */
  readonly failure?: { readonly code: string; readonly message: string }
  /** Milliseconds since 1970, all of these. */
  readonly startedAt: number
  readonly updatedAt: number
  readonly endedAt?: number
}

/** The store of imports. They vanish after 30 days. */
export type Imports = SteppedStore<Import>
