/** Which entries of an archive can be unpacked, under which path, and where their data is. */

import { viewOf } from '../archive/directory.ts'
import type { ArchiveLimits } from '../archive/limits.ts'
import { flags, methods, zip64Marks } from '../archive/zip-format.ts'
import { sameBytes } from '../bytes.ts'
import type { ArchiveFaults } from './archive-faults.ts'
import type { ZipContents } from './zip-directory.ts'
import { hasDescriptor, readLocal, type ZipEntry } from './zip-entries.ts'
import { readName } from './zip-names.ts'

/** A file of an archive that can be unpacked. Sizes and places in bytes. */
export interface ZipFile {
  readonly path: string
  readonly deflated: boolean
  readonly crc: number
  readonly size: number
  readonly dataFrom: number
  readonly dataTo: number
  readonly localAt: number
}

const encryption = flags.encrypted | flags.stronglyEncrypted | flags.maskedHeaders

const typeMask = 0o170000
const linkType = 0o120000

// Only links are looked for: tools that know nothing of Unix leave anything in these bits.
const isLink = ({ unixMode }: ZipEntry): boolean => (unixMode & typeMask) === linkType

/** Whether both records of a file say the same, as far as the one in front of the data says anything. */
const recordsAgree = (entry: ZipEntry, local: ZipEntry): boolean => {
  const isLater = hasDescriptor(local)
  const same = (said: number, expected: number): boolean => said === expected || (isLater && said === 0)
  const sameSize = (said: number, expected: number): boolean => said === zip64Marks.long || same(said, expected)
  return (
    local.method === entry.method &&
    same(local.crc, entry.crc) &&
    sameSize(local.packedSize, entry.packedSize) &&
    sameSize(local.size, entry.size) &&
    sameBytes(local.nameBytes, entry.nameBytes)
  )
}

/** Reads entries one by one; what is wrong with one hides none of the others. */
class EntryReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #dataEnd: number
  readonly #limits: ArchiveLimits
  readonly #faults: ArchiveFaults

  constructor(bytes: Uint8Array, dataEnd: number, limits: ArchiveLimits, faults: ArchiveFaults) {
    this.#bytes = bytes
    this.#view = viewOf(bytes)
    this.#dataEnd = dataEnd
    this.#limits = limits
    this.#faults = faults
  }

  read(entry: ZipEntry): ZipFile | undefined {
    const name = readName(entry.nameBytes, this.#faults)
    if (!name || name.isFolder) return undefined
    const { path } = name
    const local = readLocal(this.#bytes, this.#view, entry.localAt, this.#bytes.length)
    if (!local) return this.#refuse('archive-damaged', path, 'the file is not where the directory of the archive says')
    if (!this.#isReadable(entry, local.entry, path)) return undefined
    if (!recordsAgree(entry, local.entry))
      this.#faults.add('archive-records-differ', path, 'the two records of the file contradict each other')
    const dataTo = local.end + entry.packedSize
    if (dataTo > this.#dataEnd)
      return this.#refuse('archive-damaged', path, 'the data of the file reaches beyond the end of all data')
    if (!this.#isSized(entry, path)) return undefined
    const deflated = entry.method === methods.deflated
    if (!deflated && entry.size !== entry.packedSize)
      return this.#refuse('archive-damaged', path, 'the file is stored, but has two different sizes')
    return { path, deflated, crc: entry.crc, size: entry.size, dataFrom: local.end, dataTo, localAt: entry.localAt }
  }

  #isReadable(entry: ZipEntry, local: ZipEntry, path: string): boolean {
    const either = entry.flags | local.flags
    if (either & encryption) this.#refuse('archive-encrypted', path, 'the file is encrypted')
    else if (either & flags.patched) this.#refuse('archive-unsupported', path, 'the file is a patch of another one')
    else if (entry.method !== methods.stored && entry.method !== methods.deflated)
      this.#refuse('archive-unsupported', path, `the file is compressed by method ${entry.method}`)
    else if (isLink(entry)) this.#refuse('archive-link', path, 'this is a symbolic link, and no file')
    else return true
    return false
  }

  #isSized({ size, packedSize, zip64 }: ZipEntry, path: string): boolean {
    const { entryBytes, ratio, ratioFromBytes } = this.#limits
    if (zip64) this.#faults.add('archive-zip64', path, 'the sizes of the file are in the ZIP64 format')
    if (size > entryBytes)
      this.#refuse('archive-too-large', path, `the file has ${size} bytes unpacked; ${entryBytes} are allowed`)
    else if (size > ratioFromBytes && size > packedSize * ratio)
      this.#refuse('archive-ratio', path, `the file would grow from ${packedSize} to ${size} bytes`)
    else return true
    return false
  }

  #refuse(code: Parameters<ArchiveFaults['add']>[0], path: string, message: string): undefined {
    this.#faults.add(code, path, message)
    return undefined
  }
}

/**
 * Bytes that count for two files are how a small archive of one bomb becomes thousands. Such files are told of, and read
 * only as far as that comes to no more bytes than the archive has.
 */
const withoutHeaps = (files: readonly ZipFile[], archiveBytes: number, faults: ArchiveFaults): readonly ZipFile[] => {
  const leftOut = new Set<ZipFile>()
  let taken = 0
  let left = archiveBytes
  for (const file of files.toSorted((a, b) => a.localAt - b.localAt)) {
    const { path, localAt, dataFrom, dataTo } = file
    if (localAt < taken) {
      left -= dataTo - dataFrom
      if (left < 0) leftOut.add(file)
      const more = left < 0 ? ', and was left out' : ''
      faults.add('archive-overlap', path, `the file shares its bytes with another one${more}`)
    }
    taken = Math.max(taken, dataTo)
  }
  return files.filter((file) => !leftOut.has(file))
}

/** The files of an archive that can be unpacked, in its order. All others are told of. */
export const readZipFiles = (
  bytes: Uint8Array,
  { entries, dataEnd }: ZipContents,
  limits: ArchiveLimits,
  faults: ArchiveFaults,
): readonly ZipFile[] => {
  const reader = new EntryReader(bytes, dataEnd, limits, faults)
  const files = entries.map((entry) => reader.read(entry)).filter((file) => file !== undefined)
  return withoutHeaps(files, bytes.length, faults)
}
