/** Checks of fetching a pass only if it has changed. */
import { httpDate, secondsOfHttpDate } from '../../../core/format/http-date.ts'
import { type Check, check } from '../check.ts'
import { hasStatus, isBare } from '../judge.ts'
import { aDatedPass, aServedPass } from '../preparations.ts'
import { sources } from '../sources.ts'

const pause = 1100
const day = 86_400

/** The checks. */
export const conditionChecks: readonly Check[] = [
  check(
    aServedPass,
    {
      id: 'fetch-last-modified',
      what: 'The pass comes with Last-Modified, a date of HTTP, which the device sends back the next time.',
      expected: 'such as Sun, 06 Nov 1994 08:49:37 GMT',
      source: sources.send,
    },
    ({ headers }) => {
      const sent = headers.get('Last-Modified')
      if (sent === null) return { ok: false, got: 'no Last-Modified' }
      return { ok: secondsOfHttpDate(sent) !== undefined, got: sent.slice(0, 80) }
    },
  ),
  check(
    aDatedPass,
    {
      id: 'fetch-steady-date',
      what: 'Last-Modified is when the pass changed, not when it was asked for.',
      expected: 'the same date a second later',
      source: sources.send,
    },
    async ({ date }, lab) => {
      await lab.sleep(pause)
      const later = (await lab.latest()).headers.get('Last-Modified') ?? 'none'
      return { ok: later === date, got: later === date ? 'the same date a second later' : `${date}, then ${later}` }
    },
  ),
  check(
    aDatedPass,
    {
      id: 'fetch-unchanged',
      what: 'Asked with the Last-Modified that it gave, and nothing changed meanwhile, the server says that nothing has.',
      expected: '304 without a body',
      source: sources.send,
    },
    async ({ date }, lab) => isBare(await lab.latest(date), 304),
  ),
  check(
    aDatedPass,
    {
      id: 'fetch-older-date',
      what: 'Asked with a date a second older, the server sends the pass.',
      expected: '200',
      source: sources.send,
    },
    async ({ seconds }, lab) => hasStatus(await lab.latest(httpDate(seconds - 1)), 200),
  ),
  check(
    aServedPass,
    {
      id: 'fetch-future-date',
      what: 'A date that is yet to come is no fault of the server.',
      expected: '200 or 304',
      source: sources.ifModifiedSince,
    },
    async (_, lab) => hasStatus(await lab.latest(httpDate(Math.floor(lab.now() / 1000) + day)), 200, 304),
  ),
  check(
    aServedPass,
    {
      id: 'fetch-garbage-date',
      what: 'What is no date is ignored: the server sends the pass.',
      expected: '200',
      source: sources.ifModifiedSince,
    },
    async (_, lab) => hasStatus(await lab.latest('yesterday'), 200),
  ),
  check(
    aDatedPass,
    {
      id: 'fetch-number-date',
      what: 'The number of seconds since 1970 is no date of HTTP, and is ignored like any that is none.',
      expected: '200',
      source: sources.httpDate,
    },
    async ({ seconds }, lab) => hasStatus(await lab.latest(String(seconds)), 200),
  ),
]
