/** Runs one case: whatever a mutant is, it must be answered with findings or with an error of ours, and soon. */
import { PasswrightError } from '../../lib/core/errors.ts'
import { explain } from '../../lib/core/explain.ts'
import type { Finding } from '../../lib/core/finding.ts'
import { inspect } from '../../lib/core/inspect.ts'
import type { Inspection } from '../../lib/core/inspection/inspection.ts'
import { inspectionResource } from '../../lib/http/api/resources/inspection.ts'
import { chanceOf } from './chance.ts'
import { type Mutant, makeMutant } from './mutate.ts'
import type { Seed } from './seeds.ts'

/** The longest that one case may take, in milliseconds. Most take a few. */
const mostMilliseconds = 2_000

/** How a case ended. */
export interface Outcome {
  readonly number: number
  readonly mutant: Mutant
  /** Codes of findings, or of the error. */
  readonly codes: readonly string[]
  readonly milliseconds: number
  /** What should not have happened. */
  readonly failure?: string
}

const findingsOf = (inspection: Inspection): readonly Finding[] =>
  inspection.kind === 'bundle'
    ? [...inspection.findings, ...inspection.passes.flatMap((pass) => pass.inspection.findings)]
    : inspection.findings

const answer = async (mutant: Mutant, root: string, finished: boolean): Promise<readonly string[]> => {
  try {
    const inspection = await inspect(mutant.archive, { trust: { apple: true, roots: [root] }, finished })
    // What the API answers with: it must be JSON.
    JSON.stringify(inspectionResource(inspection))
    return findingsOf(inspection).map(({ code }) => code)
  } catch (cause) {
    if (cause instanceof PasswrightError) return [cause.code.replace('/', '-')]
    throw cause
  }
}

const failureOf = (codes: readonly string[], milliseconds: number): string | undefined => {
  const unexplained = codes.find((code) => !explain(code))
  if (unexplained !== undefined) return `nothing explains the code ${unexplained}`
  return milliseconds > mostMilliseconds ? `it took ${Math.round(milliseconds)} ms` : undefined
}

/** What an answer was, and how long it took; asked a second time if it took long, because the machine may be busy. */
const timed = async (ask: () => Promise<readonly string[]>, again = true): Promise<[readonly string[], number]> => {
  const started = performance.now()
  const codes = await ask()
  const milliseconds = performance.now() - started
  return again && milliseconds > mostMilliseconds ? timed(ask, false) : [codes, milliseconds]
}

/** Runs the case of this number. */
export const runCase = async (seeds: readonly Seed[], root: string, seed: number, number: number): Promise<Outcome> => {
  const chance = chanceOf(seed, number)
  const mutant = await makeMutant(seeds, chance)
  const finished = chance.oneIn(8)
  try {
    const [codes, milliseconds] = await timed(() => answer(mutant, root, finished))
    const failure = failureOf(codes, milliseconds)
    return { number, mutant, codes, milliseconds, ...(failure === undefined ? {} : { failure }) }
  } catch (cause) {
    const failure = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
    return { number, mutant, codes: [], milliseconds: 0, failure }
  }
}
