/** What can be wrong with a stage, its package, or its deployment. */
import { PasswrightError } from '../../lib/core/errors.ts'

/** The codes of {@link StageError}. */
export type StageErrorCode =
  | 'stage/unknown'
  | 'stage/settings-invalid'
  | 'stage/public-base-url'
  | 'package/failed'
  | 'package/template-refused'

/** A stage that cannot be packaged. */
export class StageError extends PasswrightError<StageErrorCode> {
  override readonly name = 'StageError'
  readonly status = 422
}
