/** The refusal that all writes of passes share. */
import { ServiceError } from '../errors.ts'

/** Others were in the way of a write, attempt after attempt. */
export const passBusy = (): ServiceError =>
  new ServiceError('pass/busy', 'others are changing this pass: try again in a moment')
