/** What becomes of an error of AWS. */
import { isObject } from '../../core/format/json.ts'
import { UnavailableError } from '../../ports/errors.ts'

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/**
 * What may be told of an error of a client: its kind, and what AWS's support asks for. The error itself carries the
 * whole exchange, with signatures and values, and its message may quote them.
 */
export class AwsFault extends Error {
  /** `ThrottlingException`, `TimeoutError`… */
  override readonly name: string
  /** The HTTP status, if there was an answer. */
  readonly status: number | undefined
  readonly requestId: string | undefined
  /** Of the operating system: `ECONNREFUSED`. */
  readonly code: string | undefined

  constructor(error: unknown) {
    const { name, code, $metadata } = isObject(error) ? error : {}
    const { httpStatusCode, requestId } = isObject($metadata) ? $metadata : {}
    super('see AWS for what the name means')
    this.name = textOf(name) ?? 'unknown error'
    this.status = typeof httpStatusCode === 'number' ? httpStatusCode : undefined
    this.requestId = textOf(requestId)
    this.code = textOf(code)
  }
}

/** An error of a client as the one that ports throw. */
export const unavailable = (what: string, error: unknown): UnavailableError => {
  const cause = new AwsFault(error)
  return new UnavailableError(`${what} failed (${cause.name}): try again`, { cause })
}
