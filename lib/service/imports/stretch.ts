/** Deals with a stretch of the rows of a file. */
import type { Clock } from '../../ports/clock.ts'
import type { ImportPosition } from '../../ports/imports.ts'
import { ServiceError } from '../errors.ts'
import { inTurn } from '../in-turn.ts'
import { limits } from '../limits.ts'
import type { ApplyRow } from './apply-row.ts'
import type { ImportFile, ImportRow } from './import-file.ts'
import { failedResult, isOfTheWorld, type RowResult, serialOf, writtenResult } from './row-result.ts'

/** What came of a stretch. */
export interface Stretch {
  readonly results: readonly RowResult[]
  /** Where the file goes on. */
  readonly position: ImportPosition
  /** Whether that is its end. */
  readonly isEnd: boolean
  /** Why it ended early, if the world did not answer. */
  readonly failure?: unknown
}

/** Rows that are worked on at once. A stretch ends between two such lots, so that no row before its end is left out. */
const atOnce = 32
/** How often a row is tried while others are changing its pass. */
const mostTries = 3

const isBusy = (error: unknown): boolean => error instanceof ServiceError && error.code === 'pass/busy'

const resultOf = async ({ draft, line }: ImportRow, apply: ApplyRow): Promise<RowResult> => {
  if (draft instanceof ServiceError) return failedResult(line, draft, draft)
  for (let tries = 1; ; tries++) {
    try {
      return writtenResult(line, await apply(draft, line))
    } catch (error) {
      if (isOfTheWorld(error)) throw error
      if (!isBusy(error) || tries === mostTries) return failedResult(line, draft, error)
    }
  }
}

/** What came of the rows of a lot, those of the same pass one after the other. Rejects when all of them have ended. */
const resultsOf = async (lot: readonly ImportRow[], apply: ApplyRow): Promise<readonly RowResult[]> => {
  const inItsTurn = inTurn()
  const work = (row: ImportRow): Promise<RowResult> => {
    const serialNumber = serialOf(row.draft)
    const make = () => resultOf(row, apply)
    return serialNumber === undefined ? make() : inItsTurn(serialNumber, make)
  }
  const outcomes = await Promise.allSettled(lot.map(work))
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}

function* lotsOf(rows: Iterable<ImportRow>): Generator<readonly ImportRow[]> {
  let lot: ImportRow[] = []
  for (const row of rows) {
    lot.push(row)
    if (lot.length < atOnce) continue
    yield lot
    lot = []
  }
  if (lot.length > 0) yield lot
}

/**
 * Deals with rows from a position on, until there are no more, or as many as a stretch has, or its time is over. What was
 * dealt with before the world did not answer is told, too.
 */
export const doStretch = async (
  file: ImportFile,
  from: ImportPosition,
  apply: ApplyRow,
  clock: Clock,
): Promise<Stretch> => {
  const { rows: most, milliseconds } = limits.import.stretch
  const end = clock.now() + milliseconds
  const results: RowResult[] = []
  let position = from
  for (const lot of lotsOf(file.rows(from))) {
    if (results.length >= most || clock.now() >= end) return { results, position, isEnd: false }
    try {
      results.push(...(await resultsOf(lot, apply)))
    } catch (failure) {
      return { results, position, isEnd: false, failure }
    }
    position = lot.at(-1)?.after ?? position
  }
  return { results, position, isEnd: true }
}
