/** manifest.json: the SHA-1 of every file of a package. */
import { sha1 } from '@noble/hashes/legacy.js'
import { type Bytes, hex, utf8 } from '../bytes.ts'
import { ArchiveError } from '../errors.ts'
import { isManifestOrSignature, shownName } from '../format/package-path.ts'
import { type ArchivePath, archivePath } from './paths.ts'

/** The SHA-1 of some bytes in JavaScript, as 40 lowercase hexadecimal digits: the quick way for a few kilobytes. */
export const sha1Hex = (bytes: Bytes): string => hex(sha1(bytes))

/**
 * The SHA-1 of every file, as 40 lowercase hexadecimal digits, in the order of `files`. By WebCrypto, for files that are
 * many or large: in a process that has just started, JavaScript is slow. SHA-1, because Wallet's manifest
 * knows no other digest; what protects the manifest is the signature over it.
 *
 * @see https://developer.apple.com/documentation/walletpasses/building-a-pass
 */
export const digestFiles = async (files: ReadonlyMap<string, Bytes>): Promise<Map<string, string>> =>
  new Map(
    await Promise.all(
      Array.from(
        files,
        async ([name, bytes]): Promise<[string, string]> => [
          name,
          hex(new Uint8Array(await crypto.subtle.digest('SHA-1', bytes))),
        ],
      ),
    ),
  )

/**
 * Takes a name for a file that a package lists, and that a caller may therefore give us.
 *
 * @throws {ArchiveError} `archive/unsafe-path` as {@link archivePath}; `archive/duplicate-name` for `manifest.json` and
 *   `signature` at the root: the packer writes these two itself, and a second one must not slip in.
 */
export const listedPath = (name: string): ArchivePath => {
  if (!isManifestOrSignature(name)) return archivePath(name)
  throw new ArchiveError(
    'archive/duplicate-name',
    `The file ${shownName(name)} is written when the pass is packed. Leave it out of the files to pack.`,
  )
}

/** One file's line of the manifest, without a comma. */
export const manifestLine = (name: string, digest: string): string => `${JSON.stringify(name)}:"${digest}"`

/**
 * manifest.json of these digests (by name, hexadecimal) as canonical JSON in UTF-8: names sorted by UTF-16 code units, no
 * white space. So the same files always have the same manifest. `manifest.json` and `signature` at the root are left out.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8785 section 3.2.3
 */
export const encodeManifest = (digests: ReadonlyMap<string, string>): Bytes => {
  const listed = [...digests].filter(([name]) => !isManifestOrSignature(name)).sort(([a], [b]) => (a < b ? -1 : 1))
  return utf8(`{${listed.map(([name, digest]) => manifestLine(name, digest)).join(',')}}`)
}
