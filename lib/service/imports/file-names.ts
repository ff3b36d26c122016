/** Names of what belongs to an import: its file, its id, and its results. */
import { utf8 } from '../../core/bytes.ts'
import { sha256 } from '../../core/digest.ts'
import { toBase64url } from '../../core/links/base64url.ts'
import { limits } from '../limits.ts'
import type { ImportFormat } from './import-service.ts'

const endings: readonly (readonly [RegExp, ImportFormat])[] = [
  [/\.csv$/i, 'csv'],
  [/\.(?:ndjson|jsonl)$/i, 'ndjson'],
]

/** The format of a file, by the ending of its name; undefined if that tells none. */
export const formatOf = (name: string): ImportFormat | undefined => endings.find(([ending]) => ending.test(name))?.[1]

/** The media type of each format. */
export const mediaTypes: Readonly<Record<ImportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
}

const folder = 'api/'
const uploaded = /^api\/([A-Za-z0-9_-]{22})\.(?:csv|ndjson)$/

/** The key of a file that is uploaded for an import of this id, in the area `imports`. */
export const keyOfUpload = (id: string, format: ImportFormat): string => `${folder}${id}.${format}`

/** The id of the import that a file was uploaded for; undefined if its key is not such a one. */
export const idOfUpload = (key: string): string | undefined => uploaded.exec(key)?.[1]

/** The id of the import of a file that came otherwise: the same for the same arrival. */
export const idOfArrival = async (key: string, arrival: string): Promise<string> =>
  toBase64url((await sha256(utf8(`${key.length}:${key}${arrival}`))).subarray(0, 16))

/** Whether a key is that of a file at all: consoles make keys with a slash at their end to show folders. */
export const isFileKey = (key: string): boolean =>
  key !== '' && !key.endsWith('/') && utf8(key).length <= limits.import.keyBytes

/** The key of the result, in the area `import-results`: of the file's own name, so that whoever sent the file finds it. */
export const resultKey = (key: string): string => key

/** The key of what is told of the import as a whole. */
export const summaryKey = (key: string): string => `${key}.summary.json`

/** What the keys of the parts of an import's result begin with. */
const partsPrefix = (key: string, id: string): string => `${key}.parts/${id}/`

/** The key of the part that ends at an offset. */
export const partKey = (key: string, id: string, end: number): string => `${partsPrefix(key, id)}${end}`
