/** Files of rows, whatever their format: what each row says of a pass. */
import type { Bytes } from '../../core/bytes.ts'
import { isObject, type Json, type JsonObject, parseJson } from '../../core/format/json.ts'
import type { ImportDefaults, ImportPosition } from '../../ports/imports.ts'
import { ServiceError } from '../errors.ts'
import { type PlacedCell, truthOf, valuesOfCells } from './cells.ts'
import { type Column, columnsOf, type Field } from './columns.ts'
import { openCsv } from './csv.ts'
import type { ImportFormat } from './import-service.ts'
import { openNdjson } from './ndjson.ts'
import type { RowFile } from './row.ts'

/** A row as it was read, with what holds for all rows. */
export interface RowDraft {
  /** What it is about, not yet checked. Of a row of JSON that is all of it. */
  readonly head: JsonObject
  /** Of a row of a table: the values, which have their types by the schema of the template. */
  readonly cells?: readonly PlacedCell[]
}

/** A row, or what is wrong with it. */
export interface ImportRow {
  readonly line: number
  readonly draft: RowDraft | ServiceError
  readonly after: ImportPosition
}

/** A file, opened. @throws of `rows`: ServiceError that is about the file as a whole */
export interface ImportFile {
  readonly start: ImportPosition
  readonly rows: (from: ImportPosition) => Iterable<ImportRow>
}

const invalid = (message: string, details?: { readonly cause: unknown }): ServiceError =>
  new ServiceError('import/row-invalid', message, details)

const parsed = (bytes: Bytes): Json | ServiceError => {
  try {
    return parseJson(bytes)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    return invalid(`the row is not JSON: ${cause.message}`, { cause })
  }
}

const defaultsFor = ({ template, passTypeIdentifier }: ImportDefaults, { template: own }: JsonObject): JsonObject => ({
  ...(template === undefined ? {} : { template }),
  // The pass type goes with the template: a row that names another template may be of another type.
  ...(passTypeIdentifier === undefined || own !== undefined ? {} : { passTypeIdentifier }),
})

const draftOfJson = (bytes: Bytes, defaults: ImportDefaults): RowDraft | ServiceError => {
  const row = parsed(bytes)
  if (row instanceof ServiceError) return row
  return isObject(row) ? { head: { ...defaultsFor(defaults, row), ...row } } : invalid('the row is no JSON object')
}

const fieldValue = (field: Field, text: string): Json => (field === 'voided' ? truthOf(text) : text.trim())

const draftOfCells = (
  all: readonly string[],
  columns: readonly Column[],
  defaults: ImportDefaults,
): RowDraft | ServiceError => {
  const surplus = all.slice(columns.length).some((cell) => cell.trim() !== '')
  if (surplus || all.length < columns.length)
    return invalid(`the row has ${all.length} cells, and the header names ${columns.length} columns`)
  const fields: [Field, Json][] = []
  const cells: PlacedCell[] = []
  columns.forEach((column, index) => {
    const text = all[index] ?? ''
    if (text === '') return
    if ('field' in column) fields.push([column.field, fieldValue(column.field, text)])
    else cells.push({ path: column.path, text })
  })
  const own: JsonObject = Object.fromEntries(fields)
  const head = { ...defaultsFor(defaults, own), ...own }
  // A table of serial numbers and nothing else does not mean passes without values.
  return columns.some((column) => 'path' in column) ? { head, cells } : { head }
}

const opened = <Content>(
  { start, rows }: RowFile<Content>,
  draft: (content: Content) => RowDraft | ServiceError,
): ImportFile => ({
  start,
  *rows(from) {
    for (const { line, content, after } of rows(from))
      yield { line, after, draft: content instanceof ServiceError ? content : draft(content) }
  },
})

/**
 * Opens a file.
 *
 * @param defaults what holds for the rows that do not say it themselves
 * @throws ServiceError that is about the file as a whole: `import/header-invalid`, `import/quote-open`
 */
export const openImport = (bytes: Bytes, format: ImportFormat, defaults: ImportDefaults): ImportFile => {
  if (format === 'ndjson') return opened(openNdjson(bytes), (line) => draftOfJson(line, defaults))
  const table = openCsv(bytes)
  const columns = columnsOf(table.header)
  return opened(table, (cells) => draftOfCells(cells, columns, defaults))
}

/** The row as JSON, once the schema of its template is known. */
export const rowOfDraft = (
  { head, cells }: RowDraft,
  mode: ImportDefaults['mode'],
  schema: JsonObject | undefined,
): JsonObject => (cells ? { ...head, [mode ?? 'values']: valuesOfCells(cells, schema) } : head)
