/** The log of the functions: one line of JSON an entry, which CloudWatch takes from standard output. */
import { describeError } from './describe-error.ts'
import { invocationIds, toStdout } from './invocation.ts'

/** A failure that an operator should hear of. */
export interface LoggedFailure {
  /** What failed, as a stable slug. */
  readonly code: string
  /** What was thrown. Its words stay out of the log unless they are our own. */
  readonly error: unknown
  /** The id of the request, message or change that it happened in. */
  readonly requestId?: string
  /** The method and the pattern of the route, of a request. Never its path: paths hold serial numbers and tokens. */
  readonly method?: string
  readonly route?: string
}

/** Writes a failure to the log, with the ids of its invocation. */
export const logFailure = ({ code, error, requestId, method, route }: LoggedFailure): void => {
  const timestamp = new Date().toISOString()
  const about = { code, requestId, ...invocationIds(), method, route }
  toStdout(`${JSON.stringify({ timestamp, level: 'error', ...about, error: describeError(error) })}\n`)
}
