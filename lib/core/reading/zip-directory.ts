/** Finds the files of an archive by its directory, wherever that is, and whatever stands around the archive. */

import { viewOf } from '../archive/directory.ts'
import type { ArchiveLimits } from '../archive/limits.ts'
import { recordBytes, signatures, zip64Marks } from '../archive/zip-format.ts'
import { ArchiveError } from '../errors.ts'
import type { ArchiveFaults } from './archive-faults.ts'
import { long, readCentral, type ZipEntry } from './zip-entries.ts'
import { walkEntries } from './zip-walk.ts'

const zip64EndMark = 0x06064b50
const zip64EndBytes = 56

/** What the end of an archive says of its directory. Sizes and places in bytes. */
interface End {
  readonly count: number
  readonly size: number
  /** Where the directory starts, counted from the start of the archive, which need not be that of the bytes. */
  readonly startsAt: number
  /** Where the directory must end: the end record, of whichever format, stands right behind it. */
  readonly at: number
  /** Behind everything that belongs to the archive. */
  readonly archiveEnd: number
  readonly disks: number
  readonly zip64: boolean
}

/** The last end record whose comment reaches exactly to the end of the bytes; if there is none, the last one, or -1. */
const lastEnd = (bytes: Uint8Array, view: DataView): number => {
  let last = -1
  let at = bytes.lastIndexOf(0x50, bytes.length - recordBytes.end)
  while (at >= 0) {
    if (view.getUint32(at, true) === signatures.end) {
      if (at + recordBytes.end + view.getUint16(at + 20, true) === bytes.length) return at
      last = Math.max(last, at)
    }
    at = at === 0 ? -1 : bytes.lastIndexOf(0x50, at - 1)
  }
  return last
}

/** Where the ZIP64 end record is, which stands in front of its locator unless bytes were put between them; or -1. */
const zip64EndAt = (view: DataView, endAt: number): number => {
  const locatorAt = endAt - recordBytes.zip64Locator
  if (locatorAt < 0 || view.getUint32(locatorAt, true) !== signatures.zip64Locator) return -1
  const at = [locatorAt - zip64EndBytes, long(view, locatorAt + 8)].find(
    (place) => place >= 0 && place + zip64EndBytes <= locatorAt && view.getUint32(place, true) === zip64EndMark,
  )
  return at ?? -1
}

const readEnd = (bytes: Uint8Array, view: DataView): End | undefined => {
  if (bytes.length < recordBytes.end) return undefined
  const at = lastEnd(bytes, view)
  if (at < 0) return undefined
  const archiveEnd = at + recordBytes.end + view.getUint16(at + 20, true)
  const wideAt = zip64EndAt(view, at)
  if (wideAt >= 0) {
    const disks = view.getUint32(wideAt + 16, true)
    const [count, size, startsAt] = [long(view, wideAt + 32), long(view, wideAt + 40), long(view, wideAt + 48)]
    return { count, size, startsAt, at: wideAt, archiveEnd, disks, zip64: true }
  }
  const count = view.getUint16(at + 10, true)
  const size = view.getUint32(at + 12, true)
  const startsAt = view.getUint32(at + 16, true)
  const zip64 = count === zip64Marks.short || size === zip64Marks.long || startsAt === zip64Marks.long
  return { count, size, startsAt, at, archiveEnd, disks: view.getUint16(at + 4, true), zip64 }
}

/** The entries of a directory as far as they can be read, and where the reading stopped. */
const readEntriesFrom = (bytes: Uint8Array, view: DataView, from: number, end: number, most: number) => {
  const entries: ZipEntry[] = []
  let at = from
  while (entries.length <= most) {
    const record = readCentral(bytes, view, at, end)
    if (!record) break
    entries.push(record.entry)
    at = record.end
  }
  return { entries, stoppedAt: at }
}

/** Where the directory really starts: in front of its end record, or where that record says. */
const directoryStart = (view: DataView, end: End): number | undefined =>
  [end.at - end.size, end.startsAt].find(
    (at) =>
      at >= 0 &&
      (end.count === 0 || (at + recordBytes.central <= end.at && view.getUint32(at, true) === signatures.central)),
  )

const tellOfEnd = (end: End, shift: number, total: number, faults: ArchiveFaults): void => {
  if (end.disks !== 0) faults.add('archive-unsupported', '', 'the archive is one part of several')
  if (end.zip64) faults.add('archive-zip64', '', 'the directory of the archive is in the ZIP64 format')
  if (end.archiveEnd > total) faults.add('archive-damaged', '', 'the comment at the end of the archive is cut off')
  if (end.archiveEnd < total)
    faults.add('archive-bytes-after', '', `${total - end.archiveEnd} bytes stand behind the end of the archive`)
  if (shift < 0)
    faults.add('archive-damaged', '', `${-shift} bytes of the archive are missing in front of its directory`)
}

/** The entries that the directory lacks, found without it. */
const unlisted = (bytes: Uint8Array, listed: readonly ZipEntry[], most: number): readonly ZipEntry[] => {
  const known = new Set(listed.map(({ localAt }) => localAt))
  return walkEntries(bytes, most).filter(({ localAt }) => !known.has(localAt))
}

/** What an archive holds. */
export interface ZipContents {
  readonly entries: readonly ZipEntry[]
  /** No file may reach further. */
  readonly dataEnd: number
}

const withoutDirectory = (bytes: Uint8Array, most: number, faults: ArchiveFaults): ZipContents => {
  const entries = walkEntries(bytes, most + 1)
  if (entries.length === 0)
    throw new ArchiveError('archive/not-zip', 'These bytes are no zip archive. Give a .pkpass or .zip file.')
  faults.add('archive-no-directory', '', 'the archive has no directory at its end: it was cut off or damaged')
  return { entries, dataEnd: bytes.length }
}

/** Where the first file starts; 0 for an archive without files. */
const firstFileAt = (entries: readonly ZipEntry[]): number =>
  entries.reduce((least, { localAt }) => Math.min(least, localAt), entries[0]?.localAt ?? 0)

const readDirectory = (bytes: Uint8Array, most: number, faults: ArchiveFaults): ZipContents => {
  const view = viewOf(bytes)
  const end = readEnd(bytes, view)
  const start = end && directoryStart(view, end)
  if (!end || start === undefined) return withoutDirectory(bytes, most, faults)
  const { entries, stoppedAt } = readEntriesFrom(bytes, view, start, end.at, most)
  const shift = start === end.startsAt ? 0 : start - end.startsAt
  const placed = entries.map((entry) => ({ ...entry, localAt: entry.localAt + shift }))
  const first = firstFileAt(placed)
  // What was cut off within a bundle ends with a pass: its directory is not that of the bundle.
  if (first > 0 && view.getUint32(0, true) === signatures.local) return withoutDirectory(bytes, most, faults)
  if (first > 0) faults.add('archive-bytes-before', '', `${first} bytes stand in front of the archive`)
  tellOfEnd(end, shift, bytes.length, faults)
  const isComplete = stoppedAt === end.at && entries.length === end.count
  if (isComplete) return { entries: placed, dataEnd: start }
  faults.add(
    'archive-damaged',
    '',
    `the directory of the archive has ${entries.length} entries that can be read, and its end says ${end.count}`,
  )
  return { entries: [...placed, ...unlisted(bytes, placed, most)], dataEnd: start }
}

/**
 * The files of an archive by its directory; where that is missing or broken, those whose own records are found.
 *
 * @throws {ArchiveError} `archive/not-zip` if nothing is found; `archive/too-many-files` above `limits.entries`
 */
export const readZipContents = (
  bytes: Uint8Array,
  limits: Pick<ArchiveLimits, 'entries'>,
  faults: ArchiveFaults,
): ZipContents => {
  const contents = readDirectory(bytes, limits.entries, faults)
  if (contents.entries.length <= limits.entries) return contents
  throw new ArchiveError(
    'archive/too-many-files',
    `The archive has more than ${limits.entries} entries, which are allowed. Leave out what the pass does not use.`,
  )
}
