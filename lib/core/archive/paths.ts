/** Names of files inside an archive: the only constructor of a name that can do no harm where it is unpacked. */
import { ArchiveError } from '../errors.ts'
import { pathFault, shownName } from '../format/package-path.ts'

declare const brand: unique symbol

/** A relative path with forward slashes that stays below the folder it is unpacked into: `en.lproj/pass.strings`. */
export type ArchivePath = string & { readonly [brand]: 'ArchivePath' }

const isSafe = (name: string): name is ArchivePath => pathFault(name) === undefined

/**
 * Takes a name for a file of an archive, when we write one as when we read one. Unpacking archives whose names climb out
 * of their folder overwrites files elsewhere ("zip slip"), and names that systems read differently hide such a climb, so
 * everything but a plain relative path is refused.
 *
 * @throws {ArchiveError} `archive/unsafe-path` if the name is empty, absolute or too long (255 bytes a segment, 1,024 in
 *   all), has an empty, `.` or `..` segment, a backslash or a control character, starts like `C:`, or is not well-formed.
 */
export const archivePath = (name: string): ArchivePath => {
  if (isSafe(name)) return name
  throw new ArchiveError(
    'archive/unsafe-path',
    `The file name ${shownName(name)} ${pathFault(name)}. Use a relative path with forward slashes, such as "en.lproj/pass.strings".`,
  )
}
