/** The records of a zip archive, read one by one: what each says, none of it believed yet. */
import type { DirectoryEntry } from '../archive/directory.ts'
import { flags, recordBytes, signatures, zip64Marks } from '../archive/zip-format.ts'

/** One file of an archive, as its record has it. */
export interface ZipEntry extends Omit<DirectoryEntry, 'name'> {
  /** Whether its record, or a part of it, is in the ZIP64 format. */
  readonly zip64: boolean
}

/** A record, and where it ends. */
export interface ReadRecord {
  readonly entry: ZipEntry
  readonly end: number
}

/** A number of eight bytes; what is no exact number in JavaScript is larger than any archive anyway. */
export const long = (view: DataView, at: number): number => Number(view.getBigUint64(at, true))

const zip64Extra = 0x0001

/** Where the ZIP64 block starts among the extra fields from `at` to `end`, and how long it is. */
const zip64Block = (view: DataView, from: number, end: number): { readonly at: number; readonly size: number } => {
  for (let at = from; at + 4 <= end; ) {
    const size = view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === zip64Extra) return { at: at + 4, size: Math.min(size, end - at - 4) }
    at += 4 + size
  }
  return { at: end, size: 0 }
}

/** The numbers that a record gives, with those of its ZIP64 block in place of the marks. */
const widened = (view: DataView, given: readonly number[], from: number, end: number): readonly number[] => {
  const block = zip64Block(view, from, end)
  let at = block.at
  return given.map((value) => {
    if (value !== zip64Marks.long || at + 8 > block.at + block.size) return value
    at += 8
    return long(view, at - 8)
  })
}

/** The record in the directory at `at`; undefined if there is none, or it does not end before `end`. */
export const readCentral = (bytes: Uint8Array, view: DataView, at: number, end: number): ReadRecord | undefined => {
  if (at + recordBytes.central > end || view.getUint32(at, true) !== signatures.central) return undefined
  const nameAt = at + recordBytes.central
  const extraAt = nameAt + view.getUint16(at + 28, true)
  const extraEnd = extraAt + view.getUint16(at + 30, true)
  const recordEnd = extraEnd + view.getUint16(at + 32, true)
  if (recordEnd > end) return undefined
  const given = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)]
  const [size = 0, packedSize = 0, localAt = 0] = widened(view, given, extraAt, extraEnd)
  const entry: ZipEntry = {
    nameBytes: bytes.subarray(nameAt, extraAt),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedSize,
    size,
    unixMode: view.getUint16(at + 40, true),
    localAt,
    zip64: given.includes(zip64Marks.long),
  }
  return { entry, end: recordEnd }
}

/** The record in front of a file's data at `at`, which ends where the data starts; undefined if there is none. */
export const readLocal = (bytes: Uint8Array, view: DataView, at: number, end: number): ReadRecord | undefined => {
  if (at < 0 || at + recordBytes.local > end || view.getUint32(at, true) !== signatures.local) return undefined
  const nameAt = at + recordBytes.local
  const extraAt = nameAt + view.getUint16(at + 26, true)
  const extraEnd = extraAt + view.getUint16(at + 28, true)
  if (extraEnd > end) return undefined
  const given = [view.getUint32(at + 22, true), view.getUint32(at + 18, true)]
  const [size = 0, packedSize = 0] = widened(view, given, extraAt, extraEnd)
  const entry: ZipEntry = {
    nameBytes: bytes.subarray(nameAt, extraAt),
    flags: view.getUint16(at + 6, true),
    method: view.getUint16(at + 8, true),
    crc: view.getUint32(at + 14, true),
    packedSize,
    size,
    unixMode: 0,
    localAt: at,
    zip64: given.includes(zip64Marks.long),
  }
  return { entry, end: extraEnd }
}

/** Whether sizes and checksum of a record stand behind the data instead of in it. */
export const hasDescriptor = ({ flags: set }: ZipEntry): boolean => (set & flags.descriptor) !== 0
