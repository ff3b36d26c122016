/** Why a deployment does not begin, or does not end. */
import { PasswrightError } from '../../lib/core/errors.ts'

/** The codes of {@link DeployError}. */
export type DeployErrorCode =
  | 'deploy/stage-missing'
  | 'deploy/address'
  | 'deploy/no-credentials'
  | 'deploy/credentials-refused'
  | 'deploy/no-region'
  | 'deploy/not-confirmed'
  | 'deploy/failed'

/** A deployment that does not begin, or does not end. */
export class DeployError extends PasswrightError<DeployErrorCode> {
  override readonly name = 'DeployError'
  readonly status = 422
}
