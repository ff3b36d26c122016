/** What a set of files is: told by the files that are there, because names of archives are often wrong or missing. */

import { isJunk } from '../format/junk.ts'
import { manifestName, signatureName } from '../format/package-path.ts'

/** See {@link packageKind}. */
export type PackageKind = 'pass' | 'bundle' | 'template' | 'folder'

const passFile = /\.pkpass$/i

const zipStart = [0x50, 0x4b, 0x03, 0x04]

const isArchive = (bytes: Uint8Array): boolean => zipStart.every((byte, index) => bytes[index] === byte)

/** Whether these are passes side by side: archives, and nothing else but junk. */
const areArchives = (files: ReadonlyMap<string, Uint8Array>): boolean => {
  const own = [...files].filter(([path]) => !isJunk(path))
  return own.some(([path]) => passFile.test(path)) || (own.length > 0 && own.every(([, bytes]) => isArchive(bytes)))
}

/** What is known besides the files. */
interface Origin {
  /** Whether they came out of an archive. */
  readonly archived: boolean
  /** Its file name, or `''`. */
  readonly name: string
}

/**
 * What these files are, by path from their root:
 *
 * - `template`: one of ours (`template.json`), or Apple's Pass Designer's (`tooling.json`, and nothing of a signed pass)
 * - `pass`: an archive with a manifest or a signature, or a folder with both, whatever else is missing; also an archive
 *   that is named like a pass, or of which nothing else can be made
 * - `bundle`: passes side by side
 * - `folder`: a pass that nobody has signed yet
 */
export const packageKind = (files: ReadonlyMap<string, Uint8Array>, { archived, name }: Origin): PackageKind => {
  const signed = [manifestName, signatureName].filter((path) => files.has(path)).length
  if (archived && signed === 2) return 'pass'
  if (files.has('template.json')) return 'template'
  // In a folder, one of the two alone is what an earlier build left there.
  if (signed === (archived ? 1 : 2)) return 'pass'
  if (files.has('tooling.json')) return 'template'
  if (files.has('pass.json')) return archived && passFile.test(name) ? 'pass' : 'folder'
  if (areArchives(files)) return 'bundle'
  return archived ? 'pass' : 'folder'
}
