/** Zip archives for tests, made byte by byte, so that they can be wrong in any way. */
import { deflateSync } from 'fflate/browser'
import { crc32 } from '../../lib/core/archive/crc32.ts'
import { type Bytes, joinBytes, utf8 } from '../../lib/core/bytes.ts'

/** A file of {@link aZip}; what is left out is as an honest packer would have it. */
export interface ZipFile {
  readonly name?: string | Bytes
  readonly data?: Bytes
  readonly method?: number
  /** The bytes that stand in the archive. */
  readonly packed?: Bytes
  readonly flags?: number
  readonly crc?: number
  readonly size?: number
  readonly packedSize?: number
  readonly unixMode?: number
  readonly localAt?: number
  /** What the local record says instead. */
  readonly local?: { name?: string; flags?: number; method?: number; crc?: number; size?: number; packedSize?: number }
  /** Bytes behind the data, such as a data descriptor. */
  readonly behind?: Bytes
}

/** What the end of {@link aZip} says that it should not. */
export interface ZipEnd {
  readonly disk?: number
  readonly countHere?: number
  readonly count?: number
  readonly directorySize?: number
  readonly directoryAt?: number
  readonly comment?: string
  readonly before?: Bytes
}

const little = (value: number, size: number): number[] =>
  Array.from({ length: size }, (_, place) => Math.floor(value / 256 ** place) % 256)

const record = (...fields: readonly (readonly [value: number, size: number])[]): number[] =>
  fields.flatMap(([value, size]) => little(value, size))

const complete = (file: ZipFile) => {
  const { name = 'a.txt', data = utf8('some text'), method = 0, ...rest } = file
  const packed = file.packed ?? (method === 8 ? deflateSync(data) : data)
  const nameBytes = typeof name === 'string' ? utf8(name) : name
  const said = { flags: 0, crc: crc32(data), packedSize: packed.length, size: data.length, unixMode: 0, ...rest }
  return { ...said, nameBytes, method, packed }
}

type CompleteFile = ReturnType<typeof complete>

const dosDate = 0x0021_0000

const localRecord = (file: CompleteFile): number[] => {
  const { flags, method, crc, packedSize, size } = { ...file, ...file.local }
  const name = file.local?.name === undefined ? file.nameBytes : utf8(file.local.name)
  return [
    ...record([0x04034b50, 4], [20, 2], [flags, 2], [method, 2], [dosDate, 4]),
    ...record([crc, 4], [packedSize, 4], [size, 4], [name.length, 2], [0, 2]),
    ...name,
  ]
}

const centralRecord = (file: CompleteFile, localAt: number): number[] => [
  ...record([0x02014b50, 4], [20, 2], [20, 2], [file.flags, 2], [file.method, 2], [dosDate, 4]),
  ...record([file.crc, 4], [file.packedSize, 4], [file.size, 4], [file.nameBytes.length, 2], [0, 8]),
  ...record([0, 2], [file.unixMode, 2], [localAt, 4]),
  ...file.nameBytes,
]

const endRecord = (end: ZipEnd, files: number, directory: { readonly size: number; readonly at: number }): number[] => {
  const comment = utf8(end.comment ?? '')
  const count = end.count ?? files
  return [
    ...record([0x06054b50, 4], [end.disk ?? 0, 2], [0, 2], [end.countHere ?? count, 2], [count, 2]),
    ...record([end.directorySize ?? directory.size, 4], [end.directoryAt ?? directory.at, 4], [comment.length, 2]),
    ...comment,
  ]
}

/** A zip archive of these files. */
export const aZip = (files: readonly ZipFile[], end: ZipEnd = {}): Bytes => {
  const parts: (Bytes | readonly number[])[] = []
  const directory: number[] = []
  let at = 0
  for (const file of files.map(complete)) {
    const written = [localRecord(file), file.packed, file.behind ?? []]
    directory.push(...centralRecord(file, file.localAt ?? at))
    parts.push(...written)
    at += written.reduce((sum, part) => sum + part.length, 0)
  }
  const last = endRecord(end, files.length, { size: directory.length, at })
  return joinBytes([...parts, directory, end.before ?? [], last])
}
