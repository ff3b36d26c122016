/** Reads the central directory of a zip archive: what the archive says that it holds, none of it believed yet. */
import { ArchiveError } from '../errors.ts'
import { damaged, unsupported } from './faults.ts'
import type { ArchiveLimits } from './limits.ts'
import { recordBytes, signatures, zip64Marks } from './zip-format.ts'

/** One entry of the directory, as it stands there. Sizes and offset in bytes. */
export interface DirectoryEntry {
  /** Not yet an {@link ArchivePath}; that of a folder ends in a slash. */
  readonly name: string
  readonly nameBytes: Uint8Array
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  /** The upper half of the external attributes: type and permissions as Unix keeps them, or 0. */
  readonly unixMode: number
  readonly localAt: number
}

/** The entries of an archive, and where its directory starts: no file may reach that far. */
export interface Directory {
  readonly entries: readonly DirectoryEntry[]
  readonly startsAt: number
}

// A byte order mark is part of a name like any character: dropping it would make one of two names.
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const longestComment = 0xffff

/** A view on exactly these bytes. */
export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const findEnd = (view: DataView): number => {
  const last = view.byteLength - recordBytes.end
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (view.getUint32(at, true) !== signatures.end) continue
    if (at + recordBytes.end + view.getUint16(at + 20, true) === view.byteLength) return at
  }
  if (view.byteLength >= 4 && view.getUint32(0, true) === signatures.local)
    throw damaged('The archive does not end as a zip does: it was cut off, or something was added to it')
  throw new ArchiveError('archive/not-zip', 'These bytes are no zip archive. Give a .pkpass or .zip file.')
}

interface EndRecord {
  readonly at: number
  readonly count: number
  readonly directoryAt: number
}

const readEnd = (view: DataView): EndRecord => {
  const at = findEnd(view)
  const disks = view.getUint32(at + 4, true)
  const countHere = view.getUint16(at + 8, true)
  const count = view.getUint16(at + 10, true)
  const size = view.getUint32(at + 12, true)
  const directoryAt = view.getUint32(at + 16, true)
  const locatorAt = at - recordBytes.zip64Locator
  const located = locatorAt >= 0 && view.getUint32(locatorAt, true) === signatures.zip64Locator
  if (located || count === zip64Marks.short || size === zip64Marks.long || directoryAt === zip64Marks.long)
    throw unsupported('The archive is in the ZIP64 format')
  if (disks !== 0 || countHere !== count) throw unsupported('The archive is one part of several')
  if (directoryAt + size !== at) throw damaged("The archive's directory is not where its end says")
  return { at, count, directoryAt }
}

const decodeName = (bytes: Uint8Array, number: number): string => {
  try {
    // With or without the UTF-8 flag: macOS leaves it out for names that are UTF-8.
    return utf8Decoder.decode(bytes)
  } catch {
    throw unsupported(`Entry ${number} of the archive has a name that is not UTF-8`)
  }
}

const readEntry = (bytes: Uint8Array, view: DataView, at: number, number: number): DirectoryEntry => {
  const nameAt = at + recordBytes.central
  const nameBytes = bytes.subarray(nameAt, nameAt + view.getUint16(at + 28, true))
  return {
    name: decodeName(nameBytes, number),
    nameBytes,
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    unixMode: view.getUint16(at + 40, true),
    localAt: view.getUint32(at + 42, true),
  }
}

/** Bytes of the entry that starts at `at`, or 0 if none does. */
const entryBytes = (view: DataView, at: number, end: number): number => {
  if (at + recordBytes.central > end || view.getUint32(at, true) !== signatures.central) return 0
  const variable = view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  return at + recordBytes.central + variable > end ? 0 : recordBytes.central + variable
}

/**
 * The central directory of an archive. The last end record whose comment reaches exactly to the end of the bytes counts.
 *
 * @throws {ArchiveError} `archive/not-zip`, `archive/damaged` or `archive/unsupported` (ZIP64, several parts, a name that is
 *   not UTF-8); `archive/too-many-files` above `limits.entries`.
 */
export const readDirectory = (bytes: Uint8Array, limits: Pick<ArchiveLimits, 'entries'>): Directory => {
  const view = viewOf(bytes)
  const end = readEnd(view)
  if (end.count > limits.entries)
    throw new ArchiveError(
      'archive/too-many-files',
      `The archive has ${end.count} entries; ${limits.entries} are allowed. Leave out what the pass does not use.`,
    )
  const entries: DirectoryEntry[] = []
  let at = end.directoryAt
  for (let number = 1; number <= end.count; number++) {
    const length = entryBytes(view, at, end.at)
    if (length === 0) throw damaged(`Entry ${number} of the archive's directory cannot be read`)
    entries.push(readEntry(bytes, view, at, number))
    at += length
  }
  if (at !== end.at) throw damaged("The archive's directory holds more than its end says")
  return { entries, startsAt: end.directoryAt }
}
