/** The error tree: one base class, one class per subject, and a stable code on every instance. */
import type { Finding } from './finding.ts'

/** What {@link PasswrightError} carries besides its code and message. */
export interface ErrorDetails {
  /** Everything that is wrong, not only the first fault. */
  readonly findings?: readonly Finding[]
  /** The error that led to this one. */
  readonly cause?: unknown
}

/**
 * The base of every error that Passwright throws on purpose. Its message says what was wrong, where, and what to do,
 * and never holds a secret; its `code` is stable and may be relied on.
 */
export abstract class PasswrightError<Code extends string = string> extends Error {
  // Written out in each class: the name of the class itself is lost when a bundle is minified.
  abstract override readonly name: string
  /** The HTTP status that fits this error. */
  abstract readonly status: number
  readonly code: Code
  readonly findings: readonly Finding[]

  constructor(code: Code, message: string, details: ErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined)
    this.code = code
    this.findings = details.findings ?? []
  }
}

/** What can be wrong with a template. */
export type TemplateErrorCode =
  | 'template/file-missing'
  | 'template/file-invalid'
  | 'template/file-refused'
  | 'template/settings-invalid'
  | 'template/schema-invalid'
  | 'template/expression-invalid'
  | 'template/expression-refused'

/** A template that cannot be used, whatever the values. */
export class TemplateError extends PasswrightError<TemplateErrorCode> {
  override readonly name = 'TemplateError'
  readonly status = 422
}

/** What can be wrong with the values that fill a template. */
export type ValuesErrorCode = 'values/invalid' | 'values/not-fillable' | 'values/image-invalid'

/**
 * Values that do not fit their template. For `values/invalid`, `findings` names each fault with its JSON pointer into
 * the values (`/seat/row`); for `values/not-fillable`, with the place in the template (`pass.json#/logoText`,
 * `en.lproj/pass.strings#greeting`). `values/image-invalid` has none.
 */
export class ValuesError extends PasswrightError<ValuesErrorCode> {
  override readonly name = 'ValuesError'
  readonly status = 422
}

/** What can be wrong with a finished pass. */
export type PassErrorCode =
  | 'pass/refused'
  | 'pass/invalid-json'
  | 'pass/file-refused'
  | 'pass/not-filled'
  | 'pass/not-sealed'

/** A pass that is not signed. For `pass/refused`, because Wallet would refuse it, `findings` names every fault. */
export class PassError extends PasswrightError<PassErrorCode> {
  override readonly name = 'PassError'
  readonly status = 422
}

/** What can be wrong with the passes that are to make a bundle. */
export type BundleErrorCode = 'bundle/pass-count' | 'bundle/too-large' | 'bundle/not-a-pass'

/** Passes that make no bundle. */
export class BundleError extends PasswrightError<BundleErrorCode> {
  override readonly name = 'BundleError'
  readonly status = this.code === 'bundle/too-large' ? 413 : 422
}

/** What can be wrong with an archive that was given to us. */
export type ArchiveErrorCode =
  | 'archive/not-zip'
  | 'archive/damaged'
  | 'archive/unsupported'
  | 'archive/unsafe-path'
  | 'archive/duplicate-name'
  | 'archive/too-many-files'
  | 'archive/too-large'
  | 'archive/ratio'

/** An archive that we do not unpack, or files that we do not pack. */
export class ArchiveError extends PasswrightError<ArchiveErrorCode> {
  override readonly name = 'ArchiveError'
  readonly status = this.code === 'archive/too-large' || this.code === 'archive/too-many-files' ? 413 : 422
}

/** What can be wrong with a certificate, a key, or their use for a pass. */
export type SignerErrorCode =
  | 'signer/certificate-unreadable'
  | 'signer/key-unreadable'
  | 'signer/revocation-list-unreadable'
  | 'signer/passphrase-missing'
  | 'signer/passphrase-wrong'
  | 'signer/key-mismatch'
  | 'signer/intermediate-mismatch'
  | 'signer/not-a-pass-certificate'
  | 'signer/expired'
  | 'signer/not-yet-valid'
  | 'signer/wrong-pass-type'
  | 'signer/wrong-team'
  | 'signer/nfc-not-allowed'
  | 'signer/signing-time'

/** A signer that cannot be used, or not for this pass. */
export class SignerError extends PasswrightError<SignerErrorCode> {
  override readonly name = 'SignerError'
  readonly status = 422
}

/** A personalization token that is not signed, because it could be something else than a token. */
export class PersonalizationError extends PasswrightError<'personalization/token-refused'> {
  override readonly name = 'PersonalizationError'
  readonly status = 400
}

/** What can be wrong with the keys or the content that a token or link is to be made of. */
export type TokenErrorCode = 'token/key-invalid' | 'token/key-missing' | 'token/content-invalid'

/** A token or link that is not made. Reading one throws nothing: a false token is an answer, not an error. */
export class TokenError extends PasswrightError<TokenErrorCode> {
  override readonly name = 'TokenError'
  // Whoever deploys is at fault, not whoever asks.
  readonly status = 500
}

/** Every code that an error of the core may carry. */
export type ErrorCode =
  | TemplateErrorCode
  | ValuesErrorCode
  | PassErrorCode
  | BundleErrorCode
  | ArchiveErrorCode
  | SignerErrorCode
  | PersonalizationError['code']
  | TokenErrorCode
