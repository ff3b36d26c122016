/** What becomes of an error of AWS. */
import { UnavailableError } from '../../ports/errors.ts'

/**
 * An error of a client as the one that ports throw. AWS's own text may quote what was sent, so only the kind of error
 * is repeated; the whole is its cause.
 */
export const unavailable = (what: string, cause: unknown): UnavailableError => {
  const kind = cause instanceof Error ? cause.name : 'unknown error'
  return new UnavailableError(`${what} did not answer (${kind}): try again`, { cause })
}
