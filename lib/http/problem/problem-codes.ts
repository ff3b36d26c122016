/** Every code that an answer may carry, with its HTTP status and title: one table for errors of all layers. */
import type { ErrorCode } from '../../core/errors.ts'
import type { AssetTooLargeError } from '../../ports/assets.ts'
import type { UnavailableError } from '../../ports/errors.ts'
import type { CursorError } from '../../ports/page.ts'
import { type RefusalCode, refusals } from '../../service/errors.ts'

/** A code of a problem. */
export type ProblemCode =
  | RefusalCode
  | ErrorCode
  | AssetTooLargeError['code']
  | CursorError['code']
  | UnavailableError['code']

interface ProblemKind {
  readonly status: number
  /** The kind of fault in a few words, the same for every occurrence. */
  readonly title: string
}

const unprocessable = (title: string): ProblemKind => ({ status: 422, title })
const tooLarge = (title: string): ProblemKind => ({ status: 413, title })

/** What is known of each code. */
export const problemKinds: Readonly<Record<ProblemCode, ProblemKind>> = {
  ...refusals,
  'request/cursor-invalid': { status: 400, title: 'The cursor is not valid' },
  'asset/too-large': tooLarge('The file is too large'),
  'service/unavailable': { status: 503, title: 'The service is not available for now' },
  'template/file-missing': unprocessable('The template lacks a file'),
  'template/file-invalid': unprocessable('A file of the template is not valid'),
  'template/file-refused': unprocessable('A file does not belong into a template'),
  'template/settings-invalid': unprocessable('The settings of the template are not valid'),
  'template/schema-invalid': unprocessable('The schema of the values is not valid'),
  'template/expression-invalid': unprocessable('A placeholder of the template is not valid'),
  'template/expression-refused': unprocessable('A placeholder of the template is not allowed'),
  'values/invalid': unprocessable('The values do not fit the template'),
  'values/not-fillable': unprocessable('The template cannot be filled with these values'),
  'values/image-invalid': unprocessable('The image is not one for a pass'),
  'pass/refused': unprocessable('Wallet would refuse the pass'),
  'pass/invalid-json': unprocessable('The pass is not JSON'),
  'pass/file-refused': unprocessable('A file does not belong into a pass'),
  'pass/not-filled': unprocessable('The pass is not filled'),
  'pass/not-sealed': unprocessable('The barcode of the pass is not sealed'),
  'bundle/pass-count': unprocessable('A bundle holds 1 to 10 passes'),
  'bundle/too-large': tooLarge('The bundle is too large'),
  'bundle/not-a-pass': unprocessable('A file is no finished pass'),
  'archive/not-zip': unprocessable('The archive is not a zip file'),
  'archive/damaged': unprocessable('The archive is damaged'),
  'archive/unsupported': unprocessable('The archive uses a feature that is not supported'),
  'archive/unsafe-path': unprocessable('The archive has an unsafe path'),
  'archive/duplicate-name': unprocessable('The archive has a name twice'),
  'archive/too-many-files': tooLarge('The archive has too many files'),
  'archive/too-large': tooLarge('The archive is too large'),
  'archive/ratio': unprocessable('The archive expands too much'),
  'signer/certificate-unreadable': unprocessable('The certificate is unreadable'),
  'signer/revocation-list-unreadable': unprocessable('The list of revoked certificates cannot be read'),
  'signer/key-unreadable': unprocessable('The private key is unreadable'),
  'signer/passphrase-missing': unprocessable('The passphrase of the key is missing'),
  'signer/passphrase-wrong': unprocessable('The passphrase of the key is wrong'),
  'signer/key-mismatch': unprocessable('The key is not that of the certificate'),
  'signer/intermediate-mismatch': unprocessable('The intermediate did not issue the certificate'),
  'signer/not-a-pass-certificate': unprocessable('The certificate is not one for passes'),
  'signer/expired': unprocessable('The certificate has expired'),
  'signer/not-yet-valid': unprocessable('The certificate is not valid yet'),
  'signer/wrong-pass-type': unprocessable('The certificate is for another pass type'),
  'signer/wrong-team': unprocessable('The certificate is of another team'),
  'signer/nfc-not-allowed': unprocessable('The certificate does not allow NFC'),
  'signer/signing-time': unprocessable('The signing time is not valid'),
  'personalization/token-refused': { status: 400, title: 'The personalization token is not signed' },
  'token/key-invalid': { status: 500, title: 'A key of this deployment is not valid' },
  'token/key-missing': { status: 500, title: 'A key of this deployment is missing' },
  'token/content-invalid': { status: 500, title: 'A token cannot be made of this' },
}
