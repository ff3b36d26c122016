/** What came of a row, and how a result file says it. */
import { PasswrightError } from '../../core/errors.ts'
import { isSerialNumber } from '../../core/format/identifiers.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { ImportCounts } from '../../ports/imports.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import { MissingImageError } from '../passes/filler.ts'
import type { Written } from '../service.ts'
import type { RowDraft } from './import-file.ts'
import type { ImportFormat } from './import-service.ts'

/** What came of a row. */
export interface RowResult {
  /** Its line: see `FileRow`. */
  readonly row: number
  readonly serialNumber?: string
  readonly outcome: keyof ImportCounts
  /** The version that the pass was at when this was told, if the row did not fail. */
  readonly version?: number
  /** Why it failed, in a stable code and in words, without values. */
  readonly code?: string
  readonly message?: string
}

/** That a row was written. */
export const writtenResult = (row: number, { pass, created, changed }: Written): RowResult => {
  const written = changed ? 'changed' : 'unchanged'
  return { row, serialNumber: pass.serialNumber, outcome: created ? 'created' : written, version: pass.version }
}

const internal = new ServiceError('service/internal', 'something went wrong inside: tell whoever runs the service')

/** The serial number that a row names, if it is one: anything else might be anything. */
export const serialOf = (draft: RowDraft | ServiceError): string | undefined => {
  if (draft instanceof ServiceError) return undefined
  const { serialNumber } = draft.head
  return isSerialNumber(serialNumber) ? serialNumber : undefined
}

/** Whether the fault lies with the world, and not with the row: then all rows would fail. */
export const isOfTheWorld = (error: unknown): boolean => {
  if (error instanceof MissingImageError) return false
  return error instanceof UnavailableError || (error instanceof PasswrightError && error.code.startsWith('token/'))
}

/** That a row failed. */
export const failedResult = (row: number, draft: RowDraft | ServiceError, error: unknown): RowResult => {
  const serialNumber = serialOf(draft)
  const { code, message } = error instanceof PasswrightError ? error : internal
  return {
    row,
    ...(serialNumber === undefined ? {} : { serialNumber }),
    ...{ outcome: 'failed', code, message: message.slice(0, limits.import.messageCharacters) },
  }
}

const columns = ['row', 'serialNumber', 'outcome', 'version', 'code', 'message'] as const

const special = /[",\r\n]/

/** A value as a cell of a table (RFC 4180). */
export const cellOf = (value: string | number | undefined): string => {
  const text = String(value ?? '')
  return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The lines of a result, each in the format of the file. */
export const resultLines: Readonly<
  Record<ImportFormat, { readonly header: string; readonly line: (result: RowResult) => string }>
> = {
  csv: {
    header: `${columns.join(',')}\r\n`,
    line: (result) => `${columns.map((column) => cellOf(result[column])).join(',')}\r\n`,
  },
  ndjson: { header: '', line: (result) => `${JSON.stringify(result)}\n` },
}

/** The figures of some results, added to others. */
export const addedCounts = (counts: ImportCounts, results: readonly RowResult[]): ImportCounts => {
  const sums = { ...counts }
  for (const { outcome } of results) sums[outcome]++
  return sums
}
