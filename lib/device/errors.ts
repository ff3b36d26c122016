/** What a simulated device refuses, or does not get. */
import { PasswrightError } from '../core/errors.ts'

/** What can go wrong between a simulated device and whoever uses it, or the web service that it asks. */
export type DeviceErrorCode =
  | 'device/address-refused'
  | 'device/no-answer'
  | 'device/answer-too-large'
  | 'device/unsendable'
  | 'device/state-invalid'
  | 'device/pass-not-held'
  | 'device/no-web-service'
  | 'device/nothing-to-personalize'
  | 'device/form-incomplete'

/** A simulated device cannot do what it was asked to. */
export class DeviceError extends PasswrightError<DeviceErrorCode> {
  override readonly name = 'DeviceError'
  readonly status = 422
}
