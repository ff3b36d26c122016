/** The rows of a file as values of passes. */
import { type Bytes, copyBytes } from '../../core/bytes.ts'
import type { Json, JsonObject } from '../../core/format/json.ts'
import { ServiceError } from '../../service/errors.ts'
import { valuesOfCells } from '../../service/imports/cells.ts'
import { formatOf } from '../../service/imports/file-names.ts'
import { type ImportFile, openImport, type RowDraft } from '../../service/imports/import-file.ts'
import { InputError, UsageError } from '../errors.ts'
import { readInputFile } from '../read-path.ts'

/** A row: its values, or what is wrong with it. */
export interface ValuesRow {
  readonly line: number
  readonly values: JsonObject | ServiceError
}

/** A file of rows. */
export interface ValuesFile {
  readonly count: number
  readonly rows: () => Iterable<ValuesRow>
}

/** Room for a million rows. */
const mostBytes = 512 * 1024 * 1024

/** A row of a table is read with the schema; one of JSON has its types already. The serial number is one of the values. */
const valuesOf = ({ head, cells }: RowDraft, schema: JsonObject): JsonObject => {
  if (!cells) return head
  const { serialNumber }: { readonly serialNumber?: Json } = head
  return { ...valuesOfCells(cells, schema), ...(serialNumber === undefined ? {} : { serialNumber }) }
}

const open = (bytes: Bytes, path: string): ImportFile => {
  const format = formatOf(path)
  if (format) return openImport(bytes, format, {})
  throw new UsageError('the rows have to stand in FILE.csv, FILE.ndjson or FILE.jsonl')
}

/**
 * Opens a file of rows: a table whose first row names the values, or lines of JSON, each with the values of a pass.
 *
 * @param schema the JSON Schema of the values
 * @throws UsageError; InputError `input/unreadable`, `input/no-records`; ServiceError that is about the file as a whole
 */
export const openValues = async (path: string, schema: JsonObject): Promise<ValuesFile> => {
  const { start, rows } = open(copyBytes(await readInputFile(path, mostBytes)), path)
  let count = 0
  for (const _ of rows(start)) count++
  if (count === 0) throw new InputError('input/no-records', `${path} holds no rows: give one at least`)
  return {
    count,
    *rows() {
      for (const { line, draft } of rows(start))
        yield { line, values: draft instanceof ServiceError ? draft : valuesOf(draft, schema) }
    },
  }
}

/** The rows of some lines. @throws InputError `input/no-records` if there are none */
export const rowsOfLines = (values: ValuesFile, lines: ReadonlySet<number>, path: string): ValuesFile => {
  const rows = function* (): Generator<ValuesRow> {
    for (const row of values.rows()) if (lines.has(row.line)) yield row
  }
  const count = [...rows()].length
  if (count === 0) throw new InputError('input/no-records', `${path} holds none of the rows that failed`)
  return { count, rows }
}
