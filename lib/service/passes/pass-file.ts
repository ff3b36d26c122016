/** Signed passes as they are handed out. */
import type { Bytes } from '../../core/bytes.ts'
import type { PassRecord } from '../../ports/records.ts'

/** A signed pass to hand out. */
export interface PassFile {
  readonly bytes: Bytes
  /**
   * Whole seconds since 1970: the record's, but never later than now (RFC 9110 section 8.8.2.1). Versions that come within
   * one second have times that are yet to come.
   */
  readonly lastModified: number
  /** The same, also if it is yet to come. */
  readonly modifiedAt: number
  readonly pass: PassRecord
}

/** Several signed passes in one file: its bytes, or where it can be got because it is too large for an answer. */
export type PassBundle =
  | { readonly kind: 'bytes'; readonly bytes: Bytes; readonly fileName: string }
  | {
      readonly kind: 'stored'
      /** Gives the file to anybody who has it. */
      readonly url: string
      /** Milliseconds since 1970. */
      readonly expiresAt: number
    }
