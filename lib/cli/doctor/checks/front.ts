/** Whether it is a deployment of Passwright that answers, and what time it has. */
import { readHttpDate } from '../../../core/format/http-date.ts'
import { isObject } from '../../../core/format/json.ts'
import type { Answer } from '../../../device/web-service/exchange.ts'
import { type Heard, headerText, heardOf, isSilent, jsonIn, told } from '../ask.ts'
import type { DoctorCheck, Ruling } from '../check.ts'
import type { Part } from '../part.ts'
import { clockTolerance, distance } from '../time.ts'

const openDocument = '/openapi.json'

interface Found {
  readonly heard: Heard
  /** Between these two moments it was answered; both in milliseconds since 1970. */
  readonly from: number
  readonly until: number
}

const noAnswer = { missing: 'there is no answer' } as const

/** What a server at fault says is no answer, either. */
const answerIn = (heard: Heard): Answer | undefined => (isSilent(heard) || heard.status >= 500 ? undefined : heard)

const isRedirect = ({ status }: Answer): boolean => status >= 300 && status < 400

const judgeClock = (answer: Answer, { from, until }: Found): Ruling => {
  const seconds = readHttpDate(answer.headers.get('Date') ?? '')
  if (seconds === undefined) return { ok: false, got: `Date: ${headerText(answer, 'Date')}` }
  const time = seconds * 1000
  // The header has whole seconds.
  if (time < from - 1000 - clockTolerance) return { ok: false, got: distance(time, from) }
  return time > until + clockTolerance ? { ok: false, got: distance(time, until) } : { ok: true, got: 'the same time' }
}

const rows: readonly DoctorCheck<Found>[] = [
  {
    id: 'answers',
    what: 'The deployment answers.',
    expected: 'an answer without a fault of the server',
    fix: 'look at the address, and at the function api and its log; that the custom domain has an API mapping to the stage, and that nothing on the way shuts you out',
    decisive: true,
    judge: ({ heard }) => heardOf(heard, (answer) => ({ ok: answer.status < 500, got: told(answer) })),
  },
  {
    id: 'no-redirect',
    what: 'The address is where the deployment is, and does not lead elsewhere: phones take no token to another host.',
    expected: 'no redirect',
    fix: 'give the address that it leads to, or have the host lead to the custom domain of API Gateway by DNS and not by a redirect',
    decisive: true,
    judge: ({ heard }) => {
      const answer = answerIn(heard)
      if (!answer) return noAnswer
      const ok = !isRedirect(answer)
      return { ok, got: ok ? 'no redirect' : `${answer.status} to ${headerText(answer, 'Location')}` }
    },
  },
  {
    id: 'is-passwright',
    what: 'What answers there is Passwright.',
    expected: `its description at ${openDocument}`,
    fix: 'look at the address; that the API mapping of the custom domain has an empty path, and that no web site has taken its place',
    decisive: true,
    judge: ({ heard }) => {
      const answer = answerIn(heard)
      if (!answer) return noAnswer
      if (isRedirect(answer)) return { missing: 'it leads elsewhere' }
      const { openapi, info } = jsonIn(heard)
      const isOurs = openapi !== undefined && isObject(info) && info.title === 'Passwright'
      return { ok: isOurs, got: isOurs ? 'its description' : `${told(heard)}, and no such description` }
    },
  },
  {
    id: 'clock',
    what: 'The clock of the deployment and that of this machine agree.',
    expected: 'a minute apart at most',
    fix: 'set the clock of this machine by NTP; if it is right, that of the server or of what stands in front of it is not',
    judge: (found) => {
      const answer = answerIn(found.heard)
      return answer ? judgeClock(answer, found) : noAnswer
    },
  },
]

/** The checks of what answers at the address. */
export const front: Part<Found> = {
  name: 'Address',
  rows,
  examine: async ({ ask, now }) => {
    const from = now()
    const heard = await ask.asAnybody('GET', openDocument)
    return { found: { heard, from, until: now() } }
  },
}
