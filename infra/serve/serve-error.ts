/** What keeps a server from starting: told in one line, without a stack trace. */
import { PasswrightError } from '../../lib/core/errors.ts'

/** What can be wrong. `serve/usage`: an option; `serve/environment`: a variable; `serve/listen`: the port. */
export type ServeErrorCode = 'serve/usage' | 'serve/environment' | 'serve/listen'

/** A fault that keeps a server from starting. */
export class ServeError extends PasswrightError<ServeErrorCode> {
  override readonly name = 'ServeError'
  readonly status = 500
}
