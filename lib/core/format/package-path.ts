/** Names of files in a package: relative paths that can do no harm wherever they are unpacked. */
import { utf8 } from '../bytes.ts'

/** The manifest's own name, at the root of a package. */
export const manifestName = 'manifest.json'

/** The name of the signature over the manifest, at the root of a package. */
export const signatureName = 'signature'

/**
 * Whether a path is one of the two files that are made anew for every pass, and that the manifest does not list. Files of
 * these names in a folder, and names that only contain them, are ordinary files.
 */
export const isManifestOrSignature = (path: string): boolean => path === manifestName || path === signatureName

/** The longest names that we accept, in bytes of UTF-8: what common file systems take. */
const nameLimits = { segmentBytes: 255, pathBytes: 1_024 } as const

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

/**
 * What is wrong with a path, as the rest of a sentence whose subject is its name; undefined for a relative path with
 * forward slashes that stays below the folder it is unpacked into: `en.lproj/pass.strings`.
 */
export const pathFault = (name: string): string | undefined => {
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

/** A name as an error message shows it: quoted, its control characters escaped, cut after 80 characters. */
export const shownName = (name: string): string => JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name)
