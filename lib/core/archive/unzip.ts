/** Unpacks an archive that anybody may have made. */
import { type Bytes, copyBytes } from '../bytes.ts'
import { ArchiveError } from '../errors.ts'
import { shownName } from '../format/package-path.ts'
import { crc32 } from './crc32.ts'
import { readDirectory } from './directory.ts'
import { type ArchivedFile, readEntries } from './entries.ts'
import { damaged } from './faults.ts'
import { inflate } from './inflate.ts'
import { type ArchiveLimits, defaultLimits } from './limits.ts'
import type { ArchivePath } from './paths.ts'

const tooLarge = (what: string, limit: keyof ArchiveLimits, limits: ArchiveLimits): ArchiveError =>
  new ArchiveError('archive/too-large', `${what}; ${limits[limit]} are allowed (${limit}). Use smaller files.`)

const checkRatio = (what: string, packedSize: number, size: number, limits: ArchiveLimits): void => {
  if (size <= limits.ratioFromBytes || size <= packedSize * limits.ratio) return
  throw new ArchiveError(
    'archive/ratio',
    `${what} would grow from ${packedSize} to ${size} bytes, more than ${limits.ratio} times. No honest file of a pass does.`,
  )
}

/** What the files say is enough to check: {@link inflate} sees to it that they are not larger than that. */
const checkSizes = (files: readonly ArchivedFile[], limits: ArchiveLimits): void => {
  let packedTotal = 0
  let total = 0
  for (const { path, size, dataFrom, dataTo } of files) {
    const what = `The file ${shownName(path)} of the archive`
    if (size > limits.entryBytes) throw tooLarge(`${what} has ${size} bytes unpacked`, 'entryBytes', limits)
    checkRatio(what, dataTo - dataFrom, size, limits)
    packedTotal += dataTo - dataFrom
    total += size
  }
  if (total > limits.totalBytes) throw tooLarge(`The archive has ${total} bytes unpacked`, 'totalBytes', limits)
  checkRatio('The archive', packedTotal, total, limits)
}

const unpack = async (bytes: Uint8Array, file: ArchivedFile): Promise<Bytes> => {
  const what = `The file ${shownName(file.path)} of the archive`
  const packed = bytes.subarray(file.dataFrom, file.dataTo)
  const unpacked = file.deflated ? await inflate(packed, file.size, what) : copyBytes(packed)
  if (crc32(unpacked) !== file.crc) throw damaged(`${what} does not match its checksum`)
  return unpacked
}

/**
 * The files of a zip archive, by path, in the order of its directory. The directory alone says what there is; it must agree
 * with the files' own records. Folders are skipped, data descriptors and extra fields ignored. The bytes are copies.
 *
 * Made for archives from strangers: work and memory are bounded by `limits` (each {@link defaultLimits} unless given), and
 * nothing but an {@link ArchiveError} is thrown:
 *
 * @throws {ArchiveError} `archive/not-zip`, `archive/damaged`, `archive/unsupported`, `archive/unsafe-path`,
 *   `archive/duplicate-name`, `archive/too-many-files`, `archive/too-large` or `archive/ratio`.
 */
export const unzip = async (
  bytes: Uint8Array,
  limits: Partial<ArchiveLimits> = {},
): Promise<Map<ArchivePath, Bytes>> => {
  const all: ArchiveLimits = { ...defaultLimits, ...limits }
  if (bytes.length > all.archiveBytes) throw tooLarge(`The archive has ${bytes.length} bytes`, 'archiveBytes', all)
  const files = readEntries(bytes, readDirectory(bytes, all))
  checkSizes(files, all)
  const unpacked = new Map<ArchivePath, Bytes>()
  // One after the other, so that what is under way is never more than one file.
  for (const file of files) unpacked.set(file.path, await unpack(bytes, file))
  return unpacked
}
