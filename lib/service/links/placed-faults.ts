/** What is wrong with several passes of one request, told together. */
import { PassError, PasswrightError, ValuesError } from '../../core/errors.ts'
import type { Finding } from '../../core/finding.ts'
import { ServiceError } from '../errors.ts'

/** What one pass of a request came to. */
export type Outcome<Result> = { readonly result: Result } | { readonly fault: PasswrightError }

/** A pointer into the values goes on behind the place of the pass; a place in its files is told beside it. */
const placed = (index: number, finding: Finding): Finding => ({
  ...finding,
  path: `/passes/${index}${finding.path.startsWith('/') ? '' : ' '}${finding.path}`,
})

const sameKind = (error: PasswrightError, message: string, findings: readonly Finding[]): PasswrightError => {
  const details = { cause: error, findings }
  if (error instanceof ValuesError) return new ValuesError(error.code, message, details)
  if (error instanceof PassError) return new PassError(error.code, message, details)
  if (error instanceof ServiceError) return new ServiceError(error.code, message, details)
  return error
}

/** What comes of work, or what of it is the fault of what was given. */
export const outcomeOf = async <Result>(work: () => Promise<Result>): Promise<Outcome<Result>> => {
  try {
    return { result: await work() }
  } catch (error) {
    const isFault = error instanceof PasswrightError && error.status < 500
    if (isFault) return { fault: error }
    throw error
  }
}

/**
 * The results of all passes.
 *
 * @throws the error of the first that has none, which says how many have none, with the findings of all
 */
export const allOrNone = <Result>(outcomes: readonly Outcome<Result>[]): readonly Result[] => {
  const faults = outcomes.flatMap((outcome, index) => ('fault' in outcome ? { index, error: outcome.fault } : []))
  const [first] = faults
  if (first) {
    const { index, error } = first
    const others = faults.length > 1 ? `; so are ${faults.length - 1} more of the ${outcomes.length} passes` : ''
    const findings = faults.flatMap((fault) => fault.error.findings.map((finding) => placed(fault.index, finding)))
    throw sameKind(error, `pass ${index + 1} is refused: ${error.message}${others}`, findings)
  }
  return outcomes.flatMap((outcome) => ('result' in outcome ? [outcome.result] : []))
}
