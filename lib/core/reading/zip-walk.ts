/** Finds the files of an archive without its directory, by walking from one record to the next. */

import { viewOf } from '../archive/directory.ts'
import { signatures } from '../archive/zip-format.ts'
import { hasDescriptor, readLocal, type ZipEntry } from './zip-entries.ts'

const descriptorMark = 0x08074b50

/** The first place from `from` on where a record of a file starts, or -1. */
const nextLocal = (bytes: Uint8Array, view: DataView, from: number): number => {
  for (let at = bytes.indexOf(0x50, from); at >= 0; at = bytes.indexOf(0x50, at + 1))
    if (at + 4 <= bytes.length && view.getUint32(at, true) === signatures.local) return at
  return -1
}

/** What stands behind the data of a file: its checksum and sizes. */
interface Descriptor {
  readonly crc: number
  readonly packedSize: number
  readonly size: number
}

/** The descriptor at `at` with these bytes of mark in front of it, if it tells of data that starts at `dataFrom`. */
const descriptorAt = (view: DataView, at: number, mark: number, dataFrom: number): Descriptor | undefined => {
  if (at < dataFrom || at + mark + 12 > view.byteLength) return undefined
  const packedSize = view.getUint32(at + mark + 4, true)
  if (packedSize !== at - dataFrom) return undefined
  return { crc: view.getUint32(at + mark, true), packedSize, size: view.getUint32(at + mark + 8, true) }
}

/** Looks for the descriptor of the data from `dataFrom` on, as far as the next record. */
const findDescriptor = (bytes: Uint8Array, view: DataView, dataFrom: number): Descriptor | undefined => {
  for (let at = bytes.indexOf(0x50, dataFrom); at >= 0 && at + 4 <= bytes.length; at = bytes.indexOf(0x50, at + 1)) {
    const mark = view.getUint32(at, true)
    const found = mark === descriptorMark ? descriptorAt(view, at, 4, dataFrom) : undefined
    if (found) return found
    if (mark === signatures.local || mark === signatures.central) return descriptorAt(view, at - 12, 0, dataFrom)
  }
  return descriptorAt(view, bytes.length - 12, 0, dataFrom)
}

/**
 * The files whose records are found in the bytes, in their order; of one that was cut off, the record as it is. The work is
 * proportional to the bytes.
 *
 * @param most stops after so many
 */
export const walkEntries = (bytes: Uint8Array, most: number): readonly ZipEntry[] => {
  const view = viewOf(bytes)
  const entries: ZipEntry[] = []
  let at = nextLocal(bytes, view, 0)
  while (at >= 0 && entries.length < most) {
    const record = readLocal(bytes, view, at, bytes.length)
    if (!record) break
    const { entry, end } = record
    const isLater = hasDescriptor(entry) && entry.packedSize === 0
    const found = isLater ? findDescriptor(bytes, view, end) : undefined
    entries.push({ ...entry, ...found })
    const dataTo = end + (found?.packedSize ?? entry.packedSize)
    at = dataTo > bytes.length ? -1 : nextLocal(bytes, view, dataTo)
  }
  return entries
}
