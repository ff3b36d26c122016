/** The files of imports, in the store of assets. */
import { type Bytes, utf8 } from '../../core/bytes.ts'
import { type Assets, AssetTooLargeError } from '../../ports/assets.ts'
import type { Import, ImportedFile } from '../../ports/imports.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import { sha256Hex } from '../sha256.ts'
import { formatOf, mediaTypes, partKey } from './file-names.ts'
import type { ImportFormat } from './import-service.ts'
import { type RowResult, resultLines } from './row-result.ts'

/** Reads files, and stores what came of their rows. */
export interface StoredFiles {
  /** The file that lies there. @throws ServiceError `import/file-missing`; AssetTooLargeError */
  readonly load: (work: Import) => Promise<Bytes>
  /** The file, if it is the one that was looked through. @throws ServiceError `import/file-replaced`; what `load` throws */
  readonly loadSame: (work: Import, file: ImportedFile) => Promise<Bytes>
  /** Stores what came of the rows that end at an offset. */
  readonly storePart: (work: Import, end: number, results: readonly RowResult[]) => Promise<void>
}

/** Whether an error is about a file as a whole. */
export const isOfFile = (error: unknown): error is ServiceError | AssetTooLargeError =>
  error instanceof AssetTooLargeError || (error instanceof ServiceError && error.code.startsWith('import/'))

/** The format of a file. @throws ServiceError `import/format-unknown` */
export const formatOfFile = ({ key }: Import): ImportFormat => {
  const format = formatOf(key)
  if (format) return format
  const wanted = 'it has to end in .csv, .ndjson or .jsonl'
  throw new ServiceError('import/format-unknown', `the name of the file does not tell its format: ${wanted}`)
}

/** Makes what reads and stores them. */
export const makeStoredFiles = (assets: Assets): StoredFiles => {
  const load: StoredFiles['load'] = async ({ key }) => {
    const bytes = await assets.get('imports', key, { maxBytes: limits.import.bytes })
    if (bytes) return bytes
    throw new ServiceError('import/file-missing', 'the file is not there any more: upload it again')
  }
  return {
    load,
    loadSame: async (work, file) => {
      const bytes = await load(work)
      if ((await sha256Hex(bytes)) === file.sha256) return bytes
      const message = 'another file came under the same name while this one was imported: give each a name of its own'
      throw new ServiceError('import/file-replaced', message)
    },
    storePart: async (work, end, results) => {
      const format = formatOfFile(work)
      const text = results.map(resultLines[format].line).join('')
      const key = partKey(work.key, work.id, end)
      await assets.put('import-results', key, utf8(text), { contentType: mediaTypes[format] })
    },
  }
}
