/** Looks through a file before the first row is dealt with. */
import type { Bytes } from '../../core/bytes.ts'
import type { ImportDefaults, ImportedFile, ImportPosition } from '../../ports/imports.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import { sha256Hex } from '../sha256.ts'
import { openImport } from './import-file.ts'
import type { ImportFormat } from './import-service.ts'

const mebibyte = 1024 * 1024

/** Piece by piece: the text of the whole file would take twice the room of its bytes. */
const assertUtf8 = (file: Bytes): void => {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let offset = 0; offset < file.length; offset += mebibyte)
      decoder.decode(file.subarray(offset, offset + mebibyte), { stream: true })
    decoder.decode()
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new ServiceError('import/not-utf8', 'the file is not UTF-8: save it so, and upload it again', { cause })
  }
}

/** What there is to know of a file, and where its rows begin. */
export interface LookedThrough {
  readonly file: ImportedFile
  readonly position: ImportPosition
}

/** Looks through a file. @throws ServiceError that is about the file as a whole */
export const lookThrough = async (
  bytes: Bytes,
  format: ImportFormat,
  defaults: ImportDefaults,
): Promise<LookedThrough> => {
  assertUtf8(bytes)
  const { start, rows } = openImport(bytes, format, defaults)
  const { rows: most } = limits.import
  let count = 0
  for (const _ of rows(start)) {
    count++
    if (count > most)
      throw new ServiceError('import/too-many-rows', `the file has more than ${most} rows: import it in parts`)
  }
  if (count === 0) throw new ServiceError('import/no-rows', 'the file holds no rows: give one at least')
  return { file: { bytes: bytes.length, sha256: await sha256Hex(bytes), rows: count }, position: start }
}
