/** The part of an archive that never changes from pass to pass, computed once for a template. */
import { deflateSync } from 'fflate/browser'
import type { Bytes } from '../bytes.ts'
import { crc32 } from './crc32.ts'
import { digestFiles, listedPath, manifestLine } from './manifest.ts'
import type { ArchivePath } from './paths.ts'
import { centralBytes, type EntryRecord, entryRecord, localBytes, writeCentral, writeLocal } from './records.ts'
import { methods } from './zip-format.ts'

/** Files made ready for any number of archives. Made by {@link prepareFiles}; nothing in it may be changed. */
export interface PreparedFiles {
  /** The names, sorted by UTF-16 code units. */
  readonly names: readonly ArchivePath[]
  /** Local records and data of all files, in the order of `names`, and room behind them for what a pass adds. */
  readonly block: Bytes
  /** Bytes of `block` in use. */
  readonly blockSize: number
  /** The files' records in the central directory, in the order of `names`. */
  readonly directory: Bytes
  /** Their lines of the manifest, a comma after each, as one text. */
  readonly lines: string
  /** Where the line of each of `names` starts in `lines`; at the end, the length of `lines`. */
  readonly lineStarts: readonly number[]
}

/**
 * What a pass adds mostly fits in here (pass.json, strings, manifest, signature, records): then the archive starts as one
 * copy of the block, into memory that needs no zeroing first. A pass that adds more is assembled the slower way.
 */
const roomBytes = 64 * 1024

/** How files begin whose content is compressed already: deflating them costs time and saves nothing. */
const compressedFormats = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpeg: [0xff, 0xd8, 0xff],
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
}

const isCompressed = (bytes: Bytes): boolean =>
  Object.values(compressedFormats).some((start) => start.every((byte, index) => bytes[index] === byte))

interface PackedFile {
  readonly record: EntryRecord
  readonly packed: Bytes
}

const packFile = (path: ArchivePath, bytes: Bytes): PackedFile => {
  const deflated = isCompressed(bytes) ? bytes : deflateSync(bytes, { level: 9 })
  const pays = deflated.length < bytes.length
  const packed = pays ? deflated : bytes
  const method = pays ? methods.deflated : methods.stored
  const content = { method, crc: crc32(bytes), packedSize: packed.length, size: bytes.length }
  return { record: entryRecord(path, content), packed }
}

const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0)

const assemble = (files: readonly PackedFile[]): Pick<PreparedFiles, 'block' | 'blockSize' | 'directory'> => {
  const blockSize = total(files.map(({ record }) => localBytes(record)))
  const directory = new Uint8Array(total(files.map(({ record }) => centralBytes(record))))
  const directoryView = new DataView(directory.buffer)
  const block = new Uint8Array(blockSize + directory.length + roomBytes)
  const blockView = new DataView(block.buffer)
  let at = 0
  let directoryAt = 0
  for (const { record, packed } of files) {
    directoryAt = writeCentral(directory, directoryView, directoryAt, record, at)
    at = writeLocal(block, blockView, at, record, packed)
  }
  return { block, blockSize, directory }
}

const joinLines = (lines: readonly string[]): Pick<PreparedFiles, 'lines' | 'lineStarts'> => {
  const lineStarts = [0]
  let text = ''
  for (const line of lines) {
    text += `${line},`
    lineStarts.push(text.length)
  }
  return { lines: text, lineStarts }
}

/**
 * Computes once what is the same in every archive with these files: digests, checksums, compressed data, records, lines of
 * the manifest. The files are copied. PNG, JPEG and PDF are stored; anything else is deflated if that makes it smaller.
 *
 * @throws {ArchiveError} `archive/unsafe-path` for a name that {@link archivePath} refuses; `archive/duplicate-name` for
 *   `manifest.json` or `signature` at the root, which the packer writes itself.
 */
export const prepareFiles = async (files: ReadonlyMap<string, Bytes>): Promise<PreparedFiles> => {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const given = sorted.map(([name, bytes]) => ({ path: listedPath(name), bytes }))
  // All of this reads the files before the first wait, so that it does not matter what their owner does to them then.
  const assembled = assemble(given.map(({ path, bytes }) => packFile(path, bytes)))
  const digests = await digestFiles(new Map(sorted))
  return {
    names: given.map(({ path }) => path),
    ...assembled,
    ...joinLines(Array.from(digests, ([name, digest]) => manifestLine(name, digest))),
  }
}
