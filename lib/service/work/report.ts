/** Telling operators of what went wrong behind the requests, although nobody waits for an answer. */
import type { PasswrightError } from '../../core/errors.ts'

/** Takes what went wrong. `code` is a stable slug that says where; the error holds no secret and no value. */
export type WorkReport = (failure: { readonly code: string; readonly error: PasswrightError }) => void

/** Tells nobody. */
export const noReport: WorkReport = () => undefined
