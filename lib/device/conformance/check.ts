/** What a check is: a row that says what it expects and where that is written, and the requests that find out. */
import type { Source } from '../../core/finding.ts'
import type { Verdict } from './judge.ts'
import type { Lab } from './lab.ts'

/** What a check may need besides the pass. */
export type Need = 'change' | 'other' | 'personalizable' | 'pushes'

/** What is known of a check before it runs. */
export interface CheckFacts {
  /** A stable, readable slug: `fetch-unchanged`. */
  readonly id: string
  /** What is held against the server, as a sentence. */
  readonly what: string
  readonly expected: string
  /** How binding that is. */
  readonly source: Source
}

/** What a check starts from; or, if the server does not even get so far, why the check says nothing. */
export type Prepared<T> = { readonly ready: T } | { readonly missing: string }

/** A check. */
export interface Check extends CheckFacts {
  /** What has to be given for it. */
  readonly need?: Need
  readonly run: (lab: Lab) => Promise<Verdict | { readonly missing: string }>
}

/** How the starting point of checks is reached. */
export interface Preparation<T> {
  readonly need?: Need
  readonly prepare: (lab: Lab) => Promise<Prepared<T>>
}

/** A row of the table: a check that starts from somewhere. */
export const check = <T>(
  { need, prepare }: Preparation<T>,
  facts: CheckFacts,
  judge: (ready: T, lab: Lab) => Verdict | Promise<Verdict>,
): Check => ({
  ...facts,
  ...(need === undefined ? {} : { need }),
  run: async (lab) => {
    const start = await prepare(lab)
    return 'missing' in start ? start : await judge(start.ready, lab)
  },
})
