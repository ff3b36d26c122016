/** Imports as the HTTP face and the functions see them. */
import type { PresignedUpload } from '../../ports/assets.ts'
import type { Import, ImportDefaults } from '../../ports/imports.ts'
import type { Page, PageRequest } from '../../ports/page.ts'
import type { ImportMessage } from '../../ports/queues.ts'

/** What a file of rows is: a table with a header, or JSON, one object a line. */
export type ImportFormat = 'csv' | 'ndjson'

/** A file that is to be imported. */
export interface ImportRequest extends ImportDefaults {
  /** The size of the file. */
  readonly bytes: number
  readonly format: ImportFormat
}

/** An import that waits for its file. */
export interface StartedImport {
  readonly import: Import
  readonly request: PresignedUpload
  /** Until when the file must have arrived, in milliseconds since 1970. */
  readonly expiresAt: number
}

/** Where the result of an import can be got for a while. */
export interface ImportResult {
  /** Gives the file to anybody who has it. */
  readonly url: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** An import, with its result once it has ended and as long as that is stored. */
export interface ImportDetails {
  readonly import: Import
  readonly result?: ImportResult
}

/** Issues and changes passes in bulk, from files, as callers begin and watch it. */
export interface ImportService {
  /**
   * Makes room for a file. It begins to be imported when it has arrived.
   *
   * @throws ServiceError `request/too-large`, `template/not-found`, `template/pass-type-unknown`
   */
  readonly start: (request: ImportRequest) => Promise<StartedImport>
  /** @throws ServiceError `import/not-found` */
  readonly read: (id: string) => Promise<ImportDetails>
  /** All, newest first. @throws CursorError */
  readonly list: (page: PageRequest) => Promise<Page<Import>>
}

/** The work on imports. Whatever it is asked may be asked again. */
export interface ImportWork {
  /**
   * Begins to import a file that has arrived.
   *
   * @param key of the file, in the area `imports`
   * @param arrival tells this file from another that came under the same key before or after it; the same however often
   *   it is told
   */
  readonly found: (key: string, arrival: string) => Promise<void>
  /**
   * Deals with a stretch of the rows, and sends a message for the next.
   *
   * @throws UnavailableError, and what else may go well the next time: it is to be repeated later
   */
  readonly step: (message: ImportMessage) => Promise<void>
}

/** What looks after imports from time to time. */
export interface ImportResumption {
  /** Goes on with imports that have stood still for 5 minutes. Returns how many. */
  readonly resumeStuck: () => Promise<number>
}
