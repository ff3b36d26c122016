/** Takes the entries of an archive's directory: which are files that we read, under which path, and where their data is. */
import { sameBytes } from '../bytes.ts'
import { ArchiveError } from '../errors.ts'
import { shownName } from '../format/package-path.ts'
import { type Directory, type DirectoryEntry, viewOf } from './directory.ts'
import { damaged, unsupported } from './faults.ts'
import { type ArchivePath, archivePath } from './paths.ts'
import { flags, methods, recordBytes, signatures, zip64Marks } from './zip-format.ts'

/** A file of the archive whose two records agree, and whose data no other file shares. Sizes and places in bytes. */
export interface ArchivedFile {
  readonly path: ArchivePath
  readonly deflated: boolean
  readonly crc: number
  readonly size: number
  readonly dataFrom: number
  readonly dataTo: number
}

interface PlacedEntry {
  readonly entry: DirectoryEntry
  readonly path: ArchivePath
  readonly isFolder: boolean
  readonly dataFrom: number
  readonly dataTo: number
}

const encryption = flags.encrypted | flags.stronglyEncrypted | flags.maskedHeaders

const fileTypes = { mask: 0o170000, none: 0, folder: 0o040000, regular: 0o100000, link: 0o120000 }

const checkFeatures = (entry: DirectoryEntry, localFlags: number, isFolder: boolean): void => {
  const what = `The file ${shownName(entry.name)} of the archive`
  const either = entry.flags | localFlags
  if (either & encryption) throw unsupported(`${what} is encrypted`)
  if (either & flags.patched) throw unsupported(`${what} is a patch of another one`)
  if (entry.method !== methods.stored && entry.method !== methods.deflated)
    throw unsupported(`${what} is compressed by method ${entry.method}`)
  const type = entry.unixMode & fileTypes.mask
  if (type === fileTypes.link) throw unsupported(`${what} is a symbolic link`)
  if (type !== fileTypes.none && type !== (isFolder ? fileTypes.folder : fileTypes.regular))
    throw unsupported(`${what} is neither a plain file nor a folder`)
  if (entry.packedSize === zip64Marks.long || entry.size === zip64Marks.long || entry.localAt === zip64Marks.long)
    throw unsupported(`${what} has a ZIP64 record`)
}

/** Whether both records of a file say the same. With a data descriptor the local one may have zeros instead. */
const recordsAgree = (bytes: Uint8Array, entry: DirectoryEntry, nameSize: number): boolean => {
  const view = viewOf(bytes)
  const at = entry.localAt
  const later = (view.getUint16(at + 6, true) & flags.descriptor) !== 0
  const same = (said: number, expected: number): boolean => said === expected || (later && said === 0)
  const nameAt = at + recordBytes.local
  return (
    view.getUint16(at + 8, true) === entry.method &&
    same(view.getUint32(at + 14, true), entry.crc) &&
    same(view.getUint32(at + 18, true), entry.packedSize) &&
    same(view.getUint32(at + 22, true), entry.size) &&
    sameBytes(bytes.subarray(nameAt, nameAt + nameSize), entry.nameBytes)
  )
}

const place = (bytes: Uint8Array, entry: DirectoryEntry, end: number): PlacedEntry => {
  const isFolder = entry.name.endsWith('/')
  const path = archivePath(isFolder ? entry.name.slice(0, -1) : entry.name)
  const what = `The file ${shownName(path)} of the archive`
  const view = viewOf(bytes)
  const at = entry.localAt
  if (at + recordBytes.local > end || view.getUint32(at, true) !== signatures.local)
    throw damaged(`${what} is not where the directory says`)
  checkFeatures(entry, view.getUint16(at + 6, true), isFolder)
  const nameSize = view.getUint16(at + 26, true)
  const dataFrom = at + recordBytes.local + nameSize + view.getUint16(at + 28, true)
  const dataTo = dataFrom + entry.packedSize
  if (dataTo > end) throw damaged(`${what} reaches into the directory`)
  if (!recordsAgree(bytes, entry, nameSize)) throw damaged(`${what} has two records that contradict each other`)
  if (isFolder ? entry.size !== 0 : entry.method === methods.stored && entry.size !== entry.packedSize)
    throw damaged(`${what} does not have the ${entry.size} bytes that its record states`)
  return { entry, path, isFolder, dataFrom, dataTo }
}

const checkNames = (entries: readonly DirectoryEntry[]): void => {
  const seen = new Set<string>()
  for (const { name } of entries) {
    if (seen.has(name))
      throw new ArchiveError(
        'archive/duplicate-name',
        `The archive has two files of the name ${shownName(name)}. Keep one of them.`,
      )
    seen.add(name)
  }
}

/** Bytes that count for two files are how a small archive of one bomb becomes thousands. */
const checkOverlap = (placed: readonly PlacedEntry[]): void => {
  let taken = 0
  for (const { entry, path, dataTo } of placed.toSorted((a, b) => a.entry.localAt - b.entry.localAt)) {
    if (entry.localAt < taken) throw damaged(`The file ${shownName(path)} of the archive overlaps another one`)
    taken = dataTo
  }
}

/**
 * The files of an archive in the order of its directory, each checked against its own local record; folders are left out.
 *
 * @throws {ArchiveError} `archive/unsafe-path`, `archive/duplicate-name` (exactly the same name twice),
 *   `archive/unsupported` (encryption, methods besides stored and deflate, ZIP64, links and devices) or `archive/damaged`
 *   (records that contradict each other or files that overlap).
 */
export const readEntries = (bytes: Uint8Array, directory: Directory): readonly ArchivedFile[] => {
  checkNames(directory.entries)
  const placed = directory.entries.map((entry) => place(bytes, entry, directory.startsAt))
  checkOverlap(placed)
  return placed
    .filter(({ isFolder }) => !isFolder)
    .map(({ entry, path, dataFrom, dataTo }) => ({
      path,
      deflated: entry.method === methods.deflated,
      crc: entry.crc,
      size: entry.size,
      dataFrom,
      dataTo,
    }))
}
