/** Names of files inside an archive: the only constructor of a name that can do no harm where it is unpacked. */
import { utf8 } from '../bytes.ts'
import { ArchiveError } from '../errors.ts'
import { nameLimits } from './limits.ts'

declare const brand: unique symbol

/** A relative path with forward slashes that stays below the folder it is unpacked into: `en.lproj/pass.strings`. */
export type ArchivePath = string & { readonly [brand]: 'ArchivePath' }

// Cc: control characters, NUL among them. Cs: half of a surrogate pair, which has no UTF-8 form.
const unwritable = /[\p{Cc}\p{Cs}]/u
const drive = /^[a-z]?:/i

const segmentFault = (segment: string): string | undefined => {
  if (segment === '') return 'has an empty segment'
  if (segment === '.' || segment === '..') return `has the segment "${segment}"`
  // No character takes more than three bytes for each UTF-16 unit, so most names need no encoding to be counted.
  const long = segment.length * 3 > nameLimits.segmentBytes && utf8(segment).length > nameLimits.segmentBytes
  return long ? `has a segment of more than ${nameLimits.segmentBytes} bytes` : undefined
}

const fault = (name: string): string | undefined => {
  if (name === '') return 'is empty'
  if (name.length > nameLimits.pathBytes) return `is longer than ${nameLimits.pathBytes} bytes`
  if (unwritable.test(name)) return 'has a control character or half a surrogate pair'
  if (name.includes('\\')) return 'has a backslash'
  if (name.startsWith('/')) return 'starts with a slash'
  if (drive.test(name)) return 'starts like a Windows drive'
  for (const segment of name.split('/')) {
    const found = segmentFault(segment)
    if (found !== undefined) return found
  }
  return name.length * 3 > nameLimits.pathBytes && utf8(name).length > nameLimits.pathBytes
    ? `is longer than ${nameLimits.pathBytes} bytes`
    : undefined
}

const isSafe = (name: string): name is ArchivePath => fault(name) === undefined

/** A name as an error message shows it: quoted, its control characters escaped, cut after 80 characters. */
export const shownName = (name: string): string => JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name)

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
    `The file name ${shownName(name)} ${fault(name)}. Use a relative path with forward slashes, such as "en.lproj/pass.strings".`,
  )
}
