/** Assets: files too large for a record. */
import type { Bytes } from '../core/bytes.ts'
import { PasswrightError } from '../core/errors.ts'

/**
 * Where an asset lies.
 * - `templates`: archives of published templates; nothing is ever replaced there
 * - `tombstones`: the log of erasures, outside of the tables, so that what was erased stays so when they are restored
 * - `uploads`: what callers upload to have it published or looked at; gone after a day
 * - `images`: images of records
 * - `passes`: built passes; each can be built again
 * - `imports`: files of passes to issue and change in bulk; gone when that is done
 * - `import-results`: what came of them; gone after a week
 * - `bundles`: bundles of passes that are too large for an answer; gone after a day
 */
export type AssetArea =
  | 'templates'
  | 'tombstones'
  | 'uploads'
  | 'images'
  | 'passes'
  | 'imports'
  | 'import-results'
  | 'bundles'

/** Where callers may put files themselves. */
export type UploadArea = Extract<AssetArea, 'uploads' | 'imports'>

/** Where callers may get files themselves. */
export type DownloadArea = Extract<AssetArea, 'bundles' | 'import-results'>

/** How to upload a file without passing it through a function. */
export interface PresignedUpload {
  readonly method: 'PUT'
  readonly url: string
  /** To be sent exactly so. */
  readonly headers: Readonly<Record<string, string>>
}

/** The store of assets. Keys are slash-separated names without a leading slash. Every method may be repeated. */
export interface Assets {
  /** Stores a copy of the bytes; replaces what was there. */
  readonly put: (area: AssetArea, key: string, bytes: Bytes, options: { readonly contentType: string }) => Promise<void>
  /**
   * The bytes, on a buffer of their own; undefined if there are none. Sees every put that was answered before.
   *
   * @throws AssetTooLargeError if there are more than `maxBytes`; they are not read then
   */
  readonly get: (area: AssetArea, key: string, options: { readonly maxBytes: number }) => Promise<Bytes | undefined>
  /** Removes an asset; it need not be there. */
  readonly remove: (area: AssetArea, key: string) => Promise<void>
  /** Removes every asset below a prefix that ends with a slash. Assets put meanwhile may remain. */
  readonly removeAll: (area: AssetArea, prefix: string) => Promise<void>
  /**
   * A URL at which anybody may put exactly `bytes` bytes for `expiresIn` seconds. How many arrived is checked when they are
   * read.
   */
  readonly presignUpload: (
    area: UploadArea,
    key: string,
    options: { readonly bytes: number; readonly contentType: string; readonly expiresIn: number },
  ) => Promise<PresignedUpload>
  /**
   * A URL at which anybody may get an asset for `expiresIn` seconds, as a file of this name: letters, digits, dots and
   * hyphens. Whether the asset is there is not checked.
   */
  readonly presignDownload: (
    area: DownloadArea,
    key: string,
    options: { readonly fileName: string; readonly expiresIn: number },
  ) => Promise<string>
}

/** An asset that is larger than its reader takes. */
export class AssetTooLargeError extends PasswrightError<'asset/too-large'> {
  override readonly name = 'AssetTooLargeError'
  readonly status = 413

  constructor(bytes: number, maxBytes: number) {
    super('asset/too-large', `the file has ${bytes} bytes; ${maxBytes} are allowed: use a smaller one`)
  }
}
