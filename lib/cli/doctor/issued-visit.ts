/** What is at hand once a test pass was issued. */
import type { Bytes } from '../../core/bytes.ts'
import type { Issued } from './issue.ts'
import type { PassVisit } from './parts/passes.ts'

/** What parts have at hand that come after the pass. */
export interface IssuedVisit extends PassVisit {
  readonly main: Issued
  /** The signed pass. */
  readonly file: Bytes
  /** Another pass of the same type. */
  readonly otherFile: Bytes | undefined
  /** The authentication token in the pass. */
  readonly token: string
  /** Whether the certificate may sign passes with NFC. */
  readonly nfc: boolean
}
