/** Packs a pass: its manifest first, then, with the signature over that, the archive. */
import { type Bytes, utf8 } from '../bytes.ts'
import { ArchiveError } from '../errors.ts'
import { manifestName, shownName, signatureName } from '../format/package-path.ts'
import { crc32 } from './crc32.ts'
import { listedPath, manifestLine, sha1Hex } from './manifest.ts'
import { type ArchivePath, archivePath } from './paths.ts'
import type { PreparedFiles } from './prepared.ts'
import {
  centralBytes,
  type EntryRecord,
  entryRecord,
  localBytes,
  writeCentral,
  writeEnd,
  writeLocal,
} from './records.ts'
import { methods, recordBytes, zip64Marks } from './zip-format.ts'

const manifestPath = archivePath(manifestName)
const signaturePath = archivePath(signatureName)

/** Where `name` stands among the sorted `names`, or would stand if it is not one of them. */
const placeOf = (names: readonly string[], name: string): number => {
  let low = 0
  let high = names.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = names[middle]
    if (other !== undefined && other < name) low = middle + 1
    else high = middle
  }
  return low
}

interface FreshFile {
  readonly path: ArchivePath
  readonly bytes: Bytes
  /** Where its name stands among the prepared ones. */
  readonly place: number
}

const freshFiles = (prepared: PreparedFiles, fresh: ReadonlyMap<string, Bytes>): readonly FreshFile[] =>
  [...fresh]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, bytes]) => {
      const path = listedPath(name)
      const place = placeOf(prepared.names, path)
      if (prepared.names[place] !== path) return { path, bytes, place }
      throw new ArchiveError(
        'archive/duplicate-name',
        `The file ${shownName(path)} is among the prepared files already. Leave it out there if each pass has its own.`,
      )
    })

interface StoredFile {
  readonly record: EntryRecord
  readonly bytes: Bytes
}

// Stored: to deflate a few kilobytes takes longer than everything else here together, and wins one kilobyte or two.
const stored = (path: ArchivePath, bytes: Bytes): StoredFile => {
  const content = { method: methods.stored, crc: crc32(bytes), packedSize: bytes.length, size: bytes.length }
  return { record: entryRecord(path, content), bytes }
}

/** Bytes of a file that is stored: its two records and its data. */
const storedBytes = (path: ArchivePath, size: number): number => {
  const record = entryRecord(path, { method: methods.stored, crc: 0, packedSize: size, size })
  return localBytes(record) + centralBytes(record)
}

const checkSize = (entries: number, size: number): void => {
  if (entries >= zip64Marks.short)
    throw new ArchiveError(
      'archive/too-many-files',
      `An archive of ${entries} files is more than the zip format holds (${zip64Marks.short - 1}). Leave some out.`,
    )
  if (size >= zip64Marks.long)
    throw new ArchiveError(
      'archive/too-large',
      `An archive of ${size} bytes is more than the zip format holds (4 GiB). Use smaller files.`,
    )
}

/**
 * An archive of `size` bytes that starts with the prepared block. An array made from a typed array goes into memory that was
 * not zeroed before, a third faster than a new array and a copy, or a slice; the block needs to be long enough for it.
 */
const startArchive = (prepared: PreparedFiles, size: number): Bytes => {
  if (size <= prepared.block.length) return new Uint8Array(prepared.block.subarray(0, size))
  const out = new Uint8Array(size)
  out.set(prepared.block.subarray(0, prepared.blockSize))
  return out
}

/**
 * The manifest of a pass made of prepared files and of fresh ones (pass.json, a record's own images, generated strings), as
 * {@link encodeManifest} writes it. Fresh files are digested here and now, at 5 to 10 µs a kilobyte.
 *
 * @throws {ArchiveError} `archive/unsafe-path` for a fresh name that {@link archivePath} refuses; `archive/duplicate-name`
 *   for one that a prepared file has too, and for `manifest.json` and `signature`.
 */
export const manifestFor = (prepared: PreparedFiles, fresh: ReadonlyMap<string, Bytes>): Bytes => {
  let lines = ''
  let from: number | undefined = 0
  for (const { path, bytes, place } of freshFiles(prepared, fresh)) {
    const to: number | undefined = prepared.lineStarts[place]
    lines += `${prepared.lines.slice(from, to)}${manifestLine(path, sha1Hex(bytes))},`
    from = to
  }
  lines += prepared.lines.slice(from)
  return utf8(`{${lines.slice(0, -1)}}`)
}

/**
 * The size in bytes of the archive that {@link packPass} makes of these files, without making it.
 *
 * @throws {ArchiveError} for a fresh name that {@link listedPath} refuses
 */
export const packedSize = (
  prepared: PreparedFiles,
  fresh: ReadonlyMap<string, Bytes>,
  { manifestBytes, signatureBytes }: { readonly manifestBytes: number; readonly signatureBytes: number },
): number => {
  let size = prepared.blockSize + prepared.directory.length + recordBytes.end
  for (const [name, bytes] of fresh) size += storedBytes(listedPath(name), bytes.length)
  return size + storedBytes(manifestPath, manifestBytes) + storedBytes(signaturePath, signatureBytes)
}

/**
 * The archive of a pass: the prepared files, the fresh ones sorted by name, `manifest.json`, `signature`. The same input
 * gives the same bytes, whatever the order of the maps. `manifest` is what {@link manifestFor} gave for the same files and
 * `signature` (DER) is over exactly those bytes; neither is checked here.
 *
 * No data descriptors, extra fields, folder entries or ZIP64, which some reader or other stumbles over.
 *
 * @throws {ArchiveError} as {@link manifestFor}; `archive/too-many-files` from 65,535 files and `archive/too-large` from
 *   4 GiB on, where a zip without ZIP64 ends.
 */
export const packPass = (
  prepared: PreparedFiles,
  fresh: ReadonlyMap<string, Bytes>,
  manifest: Bytes,
  signature: Bytes,
): Bytes => {
  const files = freshFiles(prepared, fresh).map(({ path, bytes }) => stored(path, bytes))
  files.push(stored(manifestPath, manifest), stored(signaturePath, signature))
  const entries = prepared.names.length + files.length
  let directoryAt = prepared.blockSize
  let directorySize = prepared.directory.length
  for (const { record } of files) {
    directoryAt += localBytes(record)
    directorySize += centralBytes(record)
  }
  const size = directoryAt + directorySize + recordBytes.end
  checkSize(entries, size)

  const out = startArchive(prepared, size)
  const view = new DataView(out.buffer)
  out.set(prepared.directory, directoryAt)
  let localAt = prepared.blockSize
  let centralAt = directoryAt + prepared.directory.length
  for (const { record, bytes } of files) {
    centralAt = writeCentral(out, view, centralAt, record, localAt)
    localAt = writeLocal(out, view, localAt, record, bytes)
  }
  writeEnd(view, centralAt, { entries, offset: directoryAt, size: directorySize })
  return out
}
