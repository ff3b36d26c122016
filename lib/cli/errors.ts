/** The faults that only a command line knows. */
import { type ErrorDetails, PasswrightError } from '../core/errors.ts'

/** A command was called in a way that it does not understand. Exit status 2. */
export class UsageError extends PasswrightError<'usage'> {
  override readonly name = 'UsageError'
  readonly status = 400

  constructor(message: string, details?: ErrorDetails) {
    super('usage', message, details)
  }
}

/** What can be wrong with what a command was given, or finds. */
export type InputErrorCode =
  | 'input/unreadable'
  | 'input/not-a-path'
  | 'input/invalid-json'
  | 'input/too-large'
  | 'input/occupied'
  | 'input/no-package'
  | 'input/no-barcode'
  | 'input/no-records'
  | 'input/records-invalid'
  | 'input/no-key'
  | 'input/key-in-use'
  | 'input/keys-unusable'
  | 'input/no-signer'
  | 'input/signer-unfit'
  | 'input/rotation-pending'
  | 'input/no-rollback'
  | 'input/no-room'
  | 'input/no-credentials'
  | 'input/no-region'
  | 'input/no-deployment'
  | 'input/not-restored'
  | 'input/not-exported'
  | 'input/not-served'
  | 'input/no-answer'
  | 'input/no-api'
  | 'input/no-pushes'
  | 'input/change-failed'
  | 'input/p12-unreadable'
  | 'input/no-pass-certificate'
  | 'input/no-private-key'
  | 'input/no-intermediate'
  | 'input/issuer-untrusted'
  | 'input/several-signers'

/** What a command was given, such as a file or folder, cannot be used. Exit status 1. */
export class InputError extends PasswrightError<InputErrorCode> {
  override readonly name = 'InputError'
  readonly status = 422
}

/** The place that a command should write to cannot be written to. Exit status 1. */
export class OutputError extends PasswrightError<'output/unwritable'> {
  override readonly name = 'OutputError'
  readonly status = 500

  constructor(message: string, details?: ErrorDetails) {
    super('output/unwritable', message, details)
  }
}
