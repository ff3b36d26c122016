/** What a filled pass comes to, known before it is signed. */
import { manifestFor, packedSize } from './archive/pack.ts'
import { type Bytes, hex } from './bytes.ts'
import { sha256 } from './digest.ts'
import { prepared } from './prepared-files.ts'
import { FilledPass } from './template/filled-pass.ts'

/** The contents of a pass in figures. */
export interface PassContents {
  /**
   * SHA-256 of the manifest, in lowercase hexadecimal: the same for the same files, whoever signs them and when, and
   * another as soon as any file is another.
   */
  readonly contentHash: string
  /** An upper bound of the size of the `.pkpass` in bytes: all of it is exact but for the signature, see {@link contentsOf}. */
  readonly bytes: number
}

/**
 * Room for a signature. With Apple's certificates of RSA-2048 it takes a little over 3 KB, half of it the certificate of
 * the pass type, whose names may be longer than usual.
 */
const signatureBytes = 4096

/** The `contentHash` of a pass with this manifest. */
export const contentHashOf = async (manifest: Bytes): Promise<string> => hex(await sha256(manifest))

/**
 * The figures of a filled pass, without signing or packing it. The size leaves 4,096 bytes for the signature, more than any
 * takes that is made with certificates such as Apple issues.
 *
 * @throws PassError `pass/not-filled` for a pass that neither `template.fill` nor `readyPass` made
 * @throws ArchiveError `archive/unsafe-path` for a file name that no archive may hold
 */
export const contentsOf = async (filled: FilledPass): Promise<PassContents> => {
  FilledPass.assert(filled)
  const { shared, own } = filled
  const files = await prepared(shared)
  const manifest = manifestFor(files, own)
  return {
    contentHash: await contentHashOf(manifest),
    bytes: packedSize(files, own, { manifestBytes: manifest.length, signatureBytes }),
  }
}
