/** The rules on the times at which a pass is relevant. */
import { documented, inferred } from '../../finding.ts'
import { isObject, type Json, type JsonObject } from '../../format/json.ts'
import { styles as styleTable } from '../../format/styles.ts'
import { instantOf } from '../instant.ts'
import type { PassRule, PassSubject } from '../rule.ts'

const page = documented('https://developer.apple.com/documentation/walletpasses/pass/relevantdates-data.dictionary')

const day = 24 * 60 * 60 * 1000

/** The entries of `relevantDates` that are objects, and where they stand. */
function* entriesOf({ pass: { relevantDates } }: PassSubject): Iterable<readonly [path: string, entry: JsonObject]> {
  if (!Array.isArray(relevantDates)) return
  for (const [index, entry] of relevantDates.entries()) {
    if (isObject(entry)) yield [`/relevantDates/${index}`, entry]
  }
}

const isGiven = (value: Json | undefined): boolean => value !== undefined && value !== null

/** What an entry lacks to be a date or an interval. */
const lackOf = ({ date, relevantDate, startDate, endDate }: JsonObject): string | undefined => {
  // The first releases of iOS 18 called the date relevantDate.
  if (isGiven(date) || isGiven(relevantDate)) return undefined
  if (isGiven(startDate)) return isGiven(endDate) ? undefined : 'the interval has no endDate'
  return isGiven(endDate) ? 'the interval has no startDate' : 'the entry has neither a date nor an interval'
}

const lengthOf = ({ startDate, endDate }: JsonObject): number | undefined => {
  const start = instantOf(startDate)
  const end = instantOf(endDate)
  return start === undefined || end === undefined ? undefined : end - start
}

const onEntries = { on: 'pass', reads: ['relevantDates'] } as const

/** The rules on `relevantDates`, and on `relevantDate` beside it. */
export const relevantDateRules: readonly PassRule[] = [
  {
    code: 'relevant-date-incomplete',
    severity: 'error',
    what: 'An entry of relevantDates is neither a date nor an interval with a start and an end.',
    why: 'Wallet needs a date, or both ends of an interval, to know when to bring the pass up.',
    fix: 'give "date", or "startDate" and "endDate"',
    since: 18,
    source: page,
    ...onEntries,
    *find(subject) {
      for (const [path, entry] of entriesOf(subject)) {
        const message = lackOf(entry)
        if (message !== undefined) yield { path, message }
      }
    },
  },
  {
    code: 'relevant-date-order',
    severity: 'warning',
    what: 'An interval of relevantDates ends before it starts.',
    why: 'The pass is relevant at no time in such an interval.',
    fix: 'let endDate be later than startDate',
    since: 18,
    source: inferred,
    ...onEntries,
    *find(subject) {
      for (const [path, entry] of entriesOf(subject)) {
        if ((lengthOf(entry) ?? 0) < 0) yield { path: `${path}/endDate`, message: 'the interval ends before it starts' }
      }
    },
  },
  {
    code: 'relevant-date-long',
    severity: 'warning',
    what: 'An interval of relevantDates is longer than a day.',
    why: 'Makers of passes report that Wallet takes intervals of at most 24 hours; Apple does not document a limit.',
    fix: 'give several intervals, each of at most 24 hours',
    since: 18,
    source: inferred,
    ...onEntries,
    *find(subject) {
      for (const [path, entry] of entriesOf(subject)) {
        const length = lengthOf(entry) ?? 0
        if (length > day) yield { path, message: `the interval is ${Math.ceil(length / (day / 24))} hours long` }
      }
    },
  },
  {
    code: 'relevant-date-alone',
    severity: 'info',
    what: 'The pass has relevantDates, and no relevantDate.',
    why: 'Only iOS 18 and later know relevantDates; for older systems the pass has no date.',
    fix: 'give the most important date as "relevantDate" too',
    source: documented('https://developer.apple.com/documentation/walletpasses/pass'),
    on: 'pass',
    reads: ['relevantDates', 'relevantDate', ...Object.keys(styleTable)],
    *find({ pass, styles }) {
      const { relevantDates, relevantDate } = pass
      if (!Array.isArray(relevantDates) || relevantDates.length === 0 || isGiven(relevantDate)) return
      if (styles.some((style) => styleTable[style].since < 18 && styleTable[style].relevance.date)) {
        yield { path: '/relevantDates', message: 'iOS 17 and older find no date: relevantDate is missing' }
      }
    },
  },
]
