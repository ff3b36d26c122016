/** Why a version of a pass cannot be built, until somebody changes something. */
import { PasswrightError, SignerError } from '../../core/errors.ts'
import type { Finding } from '../../core/finding.ts'
import { UnavailableError } from '../../ports/errors.ts'
import { MissingImageError } from './filler.ts'

/** Whether an error of the builder is here to stay: to build again without a change of something would be in vain. */
export const cannotBeBuilt = (error: unknown): error is PasswrightError =>
  error instanceof PasswrightError && !(error instanceof UnavailableError)

/** Why a version cannot be built. */
export interface BuildFailure {
  readonly code: string
  readonly findings: readonly Finding[]
}

/** What an error of the builder says of the pass; undefined if it may be built yet, just as it is. */
export const buildFailureOf = (error: unknown): BuildFailure | undefined => {
  if (error instanceof MissingImageError) return { code: 'pass/image-not-found', findings: [] }
  if (!cannotBeBuilt(error)) return undefined
  const { code, findings } = error.cause instanceof SignerError ? error.cause : error
  return { code, findings }
}
