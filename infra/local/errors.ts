/** What can go wrong when the local stack starts or runs: told in one line, without a stack trace. */
import { PasswrightError } from '../../lib/core/errors.ts'

/** What can be wrong. `local/usage`: an option; `local/input`: a file; `local/template`: the packaged template. */
export type LocalErrorCode =
  | 'local/usage'
  | 'local/input'
  | 'local/port-in-use'
  | 'local/template'
  | 'local/server'
  | 'local/data'
  | 'local/seed'

/** A fault that ends the local stack. */
export class LocalError extends PasswrightError<LocalErrorCode> {
  override readonly name = 'LocalError'
  readonly status = 500
}
