/** Says what comes of the rows of a file: each failed one at once, how far it has come, and the counts at the end. */
import { isObject, type Json } from '../../core/format/json.ts'
import { findingLines } from '../findings.ts'
import type { Terminal } from '../terminal.ts'
import type { RowOutcome } from './adopt-row.ts'

/** A row of the file. */
export interface PlacedRow {
  readonly line: number
  /** Absent if it is no JSON. */
  readonly values?: Json
}

/** What is reported, and how. */
export interface ReportOptions {
  readonly file: string
  /** Rows in the file. */
  readonly total: number
  /** Whether rows are only looked at. */
  readonly isCheck: boolean
  /** Whether a program reads it: one JSON object a line. */
  readonly isJson: boolean
  readonly terminal: Terminal
}

/** Says what comes of rows. */
export interface AdoptionReport {
  readonly tell: (row: PlacedRow, outcome: RowOutcome) => void
  /** Has the last word. Returns whether no row failed. */
  readonly close: () => boolean
}

type Failed = Extract<RowOutcome, { kind: 'failed' }>

const namesOf = ({ values }: PlacedRow) => {
  const { passTypeIdentifier, serialNumber } = isObject(values) ? values : {}
  return {
    ...(typeof passTypeIdentifier === 'string' ? { passTypeIdentifier } : {}),
    ...(typeof serialNumber === 'string' ? { serialNumber } : {}),
  }
}

const failureText = (file: string, row: PlacedRow, { code, message, fix, findings }: Failed): readonly string[] => {
  const { serialNumber } = namesOf(row)
  const subject = serialNumber === undefined ? '' : `${serialNumber}  `
  return [
    `${file}, line ${row.line}  ${subject}${message}  (${code})`,
    ...(findings.length === 0 ? [`       ${fix}`] : findingLines(findings).map((line) => `  ${line}`)),
  ]
}

const failureJson = (row: PlacedRow, { code, message, fix, findings }: Failed): string =>
  JSON.stringify({ line: row.line, ...namesOf(row), code, message, fix, findings })

/** Begins a report. */
export const adoptionReport = ({ file, total, isCheck, isJson, terminal }: ReportOptions): AdoptionReport => {
  const counts = { adopted: 0, known: 0, fine: 0, failed: 0 }
  let registered = 0
  let done = 0

  const tellFailure = (row: PlacedRow, failure: Failed): void => {
    const lines = isJson ? [failureJson(row, failure)] : failureText(file, row, failure)
    for (const line of lines) terminal.print(line)
  }

  const summary = (): string => {
    const { adopted, known, fine, failed } = counts
    if (isJson)
      return JSON.stringify(isCheck ? { rows: done, fine, failed } : { rows: done, adopted, known, registered, failed })
    return isCheck
      ? `of ${done} rows, ${fine} can be sent and ${failed} cannot; nothing was sent`
      : `of ${done} rows, ${adopted} adopted, ${known} known before, ${failed} failed; ${registered} registrations added`
  }

  return {
    tell: (row, outcome) => {
      counts[outcome.kind]++
      done++
      if (outcome.kind === 'failed') tellFailure(row, outcome)
      if (outcome.kind === 'adopted' || outcome.kind === 'known') registered += outcome.registered
      terminal.progress(done, total, 'rows')
    },
    close: () => {
      terminal.print(summary())
      return counts.failed === 0
    },
  }
}
