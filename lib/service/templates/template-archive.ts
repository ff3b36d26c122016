/** Archives of templates: any that callers send, and the one way in which they are stored. */
import { crc32 } from '../../core/archive/crc32.ts'
import { archivePath } from '../../core/archive/paths.ts'
import {
  centralBytes,
  entryRecord,
  localBytes,
  writeCentral,
  writeEnd,
  writeLocal,
} from '../../core/archive/records.ts'
import { unzip } from '../../core/archive/unzip.ts'
import { methods, recordBytes } from '../../core/archive/zip-format.ts'
import type { Bytes } from '../../core/bytes.ts'
import { TemplateError } from '../../core/errors.ts'
import { collectFiles } from '../../core/template/files.ts'
import { limits } from '../limits.ts'

/** The file that every template has at its root. */
export const settingsName = 'template.json'

/** The one folder that all files lie in, with its slash; `''` if they lie at the root. */
const commonFolder = (paths: readonly string[]): string => {
  if (paths.includes(settingsName)) return ''
  const folder = paths[0]?.split('/', 1)[0] ?? ''
  return paths.every((path) => path.startsWith(`${folder}/`)) ? `${folder}/` : ''
}

const refusal = (message: string): TemplateError => new TemplateError('template/file-refused', message)

/**
 * The files of a template that somebody zipped, whether from within its folder or the folder itself. Hidden files and
 * what operating systems leave lying about are dropped.
 *
 * @throws ArchiveError; TemplateError `template/file-refused`
 */
export const readSentArchive = async (archive: Bytes): Promise<ReadonlyMap<string, Bytes>> => {
  const most = limits.uploadArchiveBytes
  const files = collectFiles(await unzip(archive, { archiveBytes: most, totalBytes: most }), refusal)
  const folder = commonFolder([...files.keys()])
  return new Map(Array.from(files, ([path, bytes]) => [path.slice(folder.length), bytes]))
}

/**
 * The files as one archive: sorted, with fixed times and nothing deflated, so that equal files are equal bytes, whatever
 * library or version zipped them before.
 */
export const writeStoredArchive = (files: ReadonlyMap<string, Bytes>): Bytes => {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const entries = sorted.map(([name, bytes]) => {
    const size = bytes.length
    const content = { method: methods.stored, crc: crc32(bytes), packedSize: size, size }
    return { bytes, record: entryRecord(archivePath(name), content) }
  })
  const offset = entries.reduce((sum, { record }) => sum + localBytes(record), 0)
  const size = entries.reduce((sum, { record }) => sum + centralBytes(record), 0)
  const archive = new Uint8Array(offset + size + recordBytes.end)
  const view = new DataView(archive.buffer)
  let localAt = 0
  let centralAt = offset
  for (const { record, bytes } of entries) {
    centralAt = writeCentral(archive, view, centralAt, record, localAt)
    localAt = writeLocal(archive, view, localAt, record, bytes)
  }
  writeEnd(view, centralAt, { entries: entries.length, offset, size })
  return archive
}
