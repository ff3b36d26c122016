/** Errors as what an answer says of them. */
import { PasswrightError } from '../../core/errors.ts'
import type { Finding } from '../../core/finding.ts'
import { problemKinds } from './problem-codes.ts'

/** What an answer says of an error. */
export interface Problem {
  readonly status: number
  /** One of `ProblemCode`. */
  readonly code: string
  /** What is wrong in general. */
  readonly title: string
  /** What is wrong in this case, and what to do. */
  readonly detail: string
  readonly findings: readonly Finding[]
  /** When to try again, in seconds. */
  readonly retryAfter?: number
}

const titles: ReadonlyMap<string, string> = new Map(
  Object.entries(problemKinds).map(([code, { title }]) => [code, title]),
)

const internal: Problem = {
  status: 500,
  code: 'service/internal',
  title: problemKinds['service/internal'].title,
  detail: 'the request failed for a reason that it is not to blame for: tell the operator its id',
  findings: [],
}

/** A missing certificate takes people to put right; all else that is unavailable is soon back. */
const retryAfter = (code: string): number => (code.startsWith('signer/') ? 60 : 1)

/**
 * What to say of an error. Of one that was not thrown on purpose nothing is said: it may hold anything. Nor of one whose
 * code callers do not know, such as that of a damaged store.
 */
export const problemOf = (error: unknown): Problem => {
  if (!(error instanceof PasswrightError)) return internal
  const { status, code, message, findings } = error
  const title = titles.get(code)
  if (title === undefined) return internal
  return { status, code, title, detail: message, findings, ...(status === 503 ? { retryAfter: retryAfter(code) } : {}) }
}
