/** Unpacks an archive as far as that is possible, and says what is wrong with it. */
import { crc32 } from '../archive/crc32.ts'
import { inflate } from '../archive/inflate.ts'
import { type ArchiveLimits, defaultLimits } from '../archive/limits.ts'
import { type Bytes, copyBytes, sameBytes } from '../bytes.ts'
import { ArchiveError } from '../errors.ts'
import type { ArchiveFaults } from './archive-faults.ts'
import { readZipContents } from './zip-directory.ts'
import { readZipFiles, type ZipFile } from './zip-files.ts'

const tooLarge = (what: string, bytes: number, limit: 'archiveBytes' | 'totalBytes', limits: ArchiveLimits) =>
  new ArchiveError(
    'archive/too-large',
    `The archive has ${bytes} bytes${what}; ${limits[limit]} are allowed (${limit}). Use smaller files.`,
  )

const unpack = async (bytes: Uint8Array, file: ZipFile, faults: ArchiveFaults): Promise<Bytes | undefined> => {
  const packed = bytes.subarray(file.dataFrom, file.dataTo)
  try {
    const unpacked = file.deflated ? await inflate(packed, file.size, 'The file') : copyBytes(packed)
    if (crc32(unpacked) !== file.crc)
      faults.add('archive-checksum', file.path, 'the file does not match the checksum that the archive states')
    return unpacked
  } catch (cause) {
    if (!(cause instanceof ArchiveError)) throw cause
    faults.add('archive-damaged', file.path, 'the file cannot be unpacked: its data is broken, or has another size')
    return undefined
  }
}

const tellOfTwins = (path: string, first: Bytes, second: Bytes, faults: ArchiveFaults): void => {
  if (sameBytes(first, second)) faults.add('archive-repeated-file', path, 'the archive has the file twice')
  else faults.add('archive-duplicate-name', path, 'the archive has two different files of this name')
}

const tellOfCase = (paths: Iterable<string>, faults: ArchiveFaults): void => {
  const seen = new Map<string, string>()
  for (const path of paths) {
    const folded = path.toLowerCase()
    const other = seen.get(folded)
    if (other !== undefined) faults.add('archive-name-case', path, `the name differs from ${other} only in case`)
    seen.set(folded, path)
  }
}

/**
 * The files of a zip archive that can be read, by path as the archive has it: relative, and never out of the package, but
 * possibly with a backslash. Damage of one hides none of the others; without the directory at the end, files are found by
 * their own records. Of two files of a name the last one counts. The bytes are copies. Work and memory are bounded by
 * `limits`, each {@link defaultLimits} unless given.
 *
 * @throws {ArchiveError} `archive/not-zip`, `archive/too-many-files` or `archive/too-large` (all files together)
 */
export const tolerantUnzip = async (
  bytes: Uint8Array,
  limits: Partial<ArchiveLimits>,
  faults: ArchiveFaults,
): Promise<Map<string, Bytes>> => {
  const all: ArchiveLimits = { ...defaultLimits, ...limits }
  if (bytes.length > all.archiveBytes) throw tooLarge('', bytes.length, 'archiveBytes', all)
  const packed = readZipFiles(bytes, readZipContents(bytes, all, faults), all, faults)
  const total = packed.reduce((sum, { size }) => sum + size, 0)
  if (total > all.totalBytes) throw tooLarge(' unpacked', total, 'totalBytes', all)
  const files = new Map<string, Bytes>()
  // One after the other, so that what is under way is never more than one file.
  for (const file of packed) {
    const unpacked = await unpack(bytes, file, faults)
    const twin = files.get(file.path)
    if (unpacked && twin) tellOfTwins(file.path, twin, unpacked, faults)
    if (unpacked) files.set(file.path, unpacked)
  }
  tellOfCase(files.keys(), faults)
  return files
}
