/** Keeps the diagnosis: judges the checks of each part, and leaves out what makes no sense any more. */
import { type Diagnosis, type DoctorCheck, diagnose, type Ruling } from './check.ts'
import type { Findings, Part } from './part.ts'

/** The diagnosis as it is made. */
export interface Journal {
  readonly all: () => readonly Diagnosis[]
  readonly add: (diagnosis: Diagnosis) => void
  /** Why there is no sense in going on: a check failed that all others rest on, or what they need is not there. */
  readonly missing: (given: unknown) => string | undefined
  /** Examines a part and judges its checks; what was found. Undefined if there was nothing to find, or no sense in it. */
  readonly examine: <Evidence, Given>(
    part: Part<Evidence, Given>,
    given: Given | undefined,
  ) => Promise<Evidence | undefined>
  /** Judges checks whose evidence is there. */
  readonly judge: <Evidence>(
    part: string,
    rows: readonly DoctorCheck<Evidence>[],
    evidence: Findings<Evidence>,
  ) => Promise<void>
}

/**
 * Begins a diagnosis.
 *
 * @param tell is told each line as it comes
 * @param assertGoingOn throws once the run is broken off: what came of questions that were not sent is not judged
 */
export const makeJournal = (tell: (diagnosis: Diagnosis) => void, assertGoingOn: () => void): Journal => {
  const lines: Diagnosis[] = []
  let blocked: string | undefined

  const add = (diagnosis: Diagnosis): void => {
    lines.push(diagnosis)
    tell(diagnosis)
  }

  const judge: Journal['judge'] = async (part, rows, evidence) => {
    for (const row of rows) {
      const ruling: Ruling = 'missing' in evidence ? evidence : await row.judge(evidence.found)
      const diagnosis = diagnose(part, row, ruling)
      add(diagnosis)
      if (row.decisive && diagnosis.outcome === 'failed') blocked ??= row.id
    }
  }

  const missing = (given: unknown): string | undefined => {
    if (blocked !== undefined) return `not looked at: ${blocked} has failed`
    return given === undefined ? 'not looked at: there is nothing to look at' : undefined
  }

  return {
    all: () => lines,
    add,
    missing,
    judge,
    examine: async ({ name, rows, examine }, given) => {
      const reason = missing(given)
      if (given === undefined || reason !== undefined) {
        await judge(name, rows, { missing: reason ?? '' })
        return undefined
      }
      const findings = await examine(given)
      assertGoingOn()
      await judge(name, rows, findings)
      return 'found' in findings ? findings.found : undefined
    },
  }
}
