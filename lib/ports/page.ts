/** Lists come in pages. */
import { PasswrightError } from '../core/errors.ts'

/** Which page. */
export interface PageRequest {
  /** At most so many items; 1 or more. */
  readonly limit: number
  /** Where the page before ended: its `next`. Default: the beginning. */
  readonly cursor?: string
}

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[]
  /** Where the next page begins: URL-safe text, absent at the end. A page may be short, even empty, and have a next. */
  readonly next?: string
}

/** A cursor that this list never gave out. */
export class CursorError extends PasswrightError<'request/cursor-invalid'> {
  override readonly name = 'CursorError'
  readonly status = 400

  constructor() {
    super('request/cursor-invalid', 'the cursor is not one that this list gave out: begin again without a cursor')
  }
}
