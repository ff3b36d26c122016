/** Packs files that are compressed already, such as finished passes, into an archive that holds them as they are. */
import type { Bytes } from '../bytes.ts'
import { ArchiveError } from '../errors.ts'
import { crc32 } from './crc32.ts'
import { archivePath } from './paths.ts'
import { centralBytes, entryRecord, localBytes, writeCentral, writeEnd, writeLocal } from './records.ts'
import { methods, recordBytes, zip64Marks } from './zip-format.ts'

const stored = ([name, bytes]: readonly [string, Bytes]) => {
  const content = { method: methods.stored, crc: crc32(bytes), packedSize: bytes.length, size: bytes.length }
  return { record: entryRecord(archivePath(name), content), bytes }
}

/**
 * The archive of some files, in their order. The same input gives the same bytes.
 *
 * @throws {ArchiveError} `archive/unsafe-path` for a name that {@link archivePath} refuses; `archive/too-large` from 4 GiB
 *   on, where a zip without ZIP64 ends.
 */
export const storeFiles = (files: ReadonlyMap<string, Bytes>): Bytes => {
  const all = Array.from(files, stored)
  const offset = all.reduce((sum, { record }) => sum + localBytes(record), 0)
  const size = all.reduce((sum, { record }) => sum + centralBytes(record), 0)
  const total = offset + size + recordBytes.end
  if (total >= zip64Marks.long) {
    throw new ArchiveError(
      'archive/too-large',
      `An archive of ${total} bytes is more than the zip format holds (4 GiB).`,
    )
  }
  const out = new Uint8Array(total)
  const view = new DataView(out.buffer)
  let localAt = 0
  let centralAt = offset
  for (const { record, bytes } of all) {
    centralAt = writeCentral(out, view, centralAt, record, localAt)
    localAt = writeLocal(out, view, localAt, record, bytes)
  }
  writeEnd(view, centralAt, { entries: all.length, offset, size })
  return out
}
