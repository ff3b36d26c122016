/** Writes the three kinds of records that a zip archive consists of, besides the files' own bytes. */
import { type Bytes, utf8 } from '../bytes.ts'
import type { ArchivePath } from './paths.ts'
import { flags, methods, recordBytes, signatures } from './zip-format.ts'

// 1980-01-01 00:00, the first moment that a DOS date can say: any fixed and valid one makes builds repeatable, and a
// date of zero (month 0, day 0) is one that strict readers refuse.
const dosTime = 0
const dosDate = (0 << 9) | (1 << 5) | 1

/** Zip 2.0 as seen from MS-DOS: external attributes are then DOS's, of which a plain file needs none. */
const madeBy = 20

const encoder = new TextEncoder()
const ascii = /^[ -~]*$/

/** What the records of one file say about it. Sizes in bytes. */
export interface EntryRecord {
  readonly path: ArchivePath
  /** Of the name, in UTF-8. */
  readonly pathSize: number
  readonly method: (typeof methods)[keyof typeof methods]
  readonly crc: number
  /** As it stands in the archive. */
  readonly packedSize: number
  /** As the file is. */
  readonly size: number
}

/** What the end record says of the central directory. */
export interface DirectoryPlace {
  readonly entries: number
  readonly offset: number
  readonly size: number
}

/** The 26 bytes that the local and the central record of a file have in common. */
const isAscii = ({ path, pathSize }: EntryRecord): boolean => pathSize === path.length

const writeShared = (view: DataView, at: number, entry: EntryRecord): void => {
  view.setUint16(at, entry.method === methods.stored ? 10 : 20, true)
  // Without the UTF-8 flag every reader, however old, reads an ASCII name alike; so only other names get it.
  view.setUint16(at + 2, isAscii(entry) ? 0 : flags.utf8, true)
  view.setUint16(at + 4, entry.method, true)
  view.setUint16(at + 6, dosTime, true)
  view.setUint16(at + 8, dosDate, true)
  view.setUint32(at + 10, entry.crc, true)
  view.setUint32(at + 14, entry.packedSize, true)
  view.setUint32(at + 18, entry.size, true)
  view.setUint16(at + 22, entry.pathSize, true)
  view.setUint16(at + 24, 0, true)
}

// Written in place: a Uint8Array of its own for each name would take longer than all the rest of its record.
const writePath = (out: Bytes, at: number, entry: EntryRecord): void => {
  if (isAscii(entry))
    for (let index = 0; index < entry.pathSize; index++) out[at + index] = entry.path.charCodeAt(index)
  else encoder.encodeInto(entry.path, out.subarray(at, at + entry.pathSize))
}

/** The record of a file. */
export const entryRecord = (path: ArchivePath, content: Omit<EntryRecord, 'path' | 'pathSize'>): EntryRecord => ({
  path,
  pathSize: ascii.test(path) ? path.length : utf8(path).length,
  method: content.method,
  crc: content.crc,
  packedSize: content.packedSize,
  size: content.size,
})

/** Bytes that a file takes in front of the central directory. */
export const localBytes = (entry: EntryRecord): number => recordBytes.local + entry.pathSize + entry.packedSize

/** Bytes that a file takes in the central directory. */
export const centralBytes = (entry: EntryRecord): number => recordBytes.central + entry.pathSize

/** Writes a file's local record and its data, and returns where the next one starts. */
export const writeLocal = (out: Bytes, view: DataView, at: number, entry: EntryRecord, packed: Bytes): number => {
  view.setUint32(at, signatures.local, true)
  writeShared(view, at + 4, entry)
  writePath(out, at + recordBytes.local, entry)
  out.set(packed, at + recordBytes.local + entry.pathSize)
  return at + localBytes(entry)
}

/** Writes a file's record in the central directory, and returns where the next one starts. */
export const writeCentral = (out: Bytes, view: DataView, at: number, entry: EntryRecord, localAt: number): number => {
  view.setUint32(at, signatures.central, true)
  view.setUint16(at + 4, madeBy, true)
  writeShared(view, at + 6, entry)
  // No comment, disk 0, no attributes, internal or external.
  view.setUint16(at + 32, 0, true)
  view.setUint32(at + 34, 0, true)
  view.setUint32(at + 38, 0, true)
  view.setUint32(at + 42, localAt, true)
  writePath(out, at + recordBytes.central, entry)
  return at + centralBytes(entry)
}

/** Writes the record that ends the archive. */
export const writeEnd = (view: DataView, at: number, directory: DirectoryPlace): void => {
  view.setUint32(at, signatures.end, true)
  view.setUint32(at + 4, 0, true)
  view.setUint16(at + 8, directory.entries, true)
  view.setUint16(at + 10, directory.entries, true)
  view.setUint32(at + 12, directory.size, true)
  view.setUint32(at + 16, directory.offset, true)
  view.setUint16(at + 20, 0, true)
}
