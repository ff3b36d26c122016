/** The one error that every port may throw: the world did not answer. */
import { type ErrorDetails, PasswrightError } from '../core/errors.ts'

/**
 * A store, queue or secret did not answer, or refused to for now (throttling, timeouts, conflicts of transactions that
 * outlasted the retries). Whether a write was applied is not known; every port's methods may be repeated.
 */
export class UnavailableError extends PasswrightError<'service/unavailable'> {
  override readonly name = 'UnavailableError'
  readonly status = 503

  constructor(message: string, details?: ErrorDetails) {
    super('service/unavailable', message, details)
  }
}
