/** What the deployment says of its own health. */
import { isObject, type JsonObject } from '../../../core/format/json.ts'
import { type Heard, isSilent, jsonIn, succeeded, textIn, told } from '../ask.ts'
import type { DoctorCheck, Ruling } from '../check.ts'
import type { Part } from '../part.ts'

interface Found {
  readonly shallow: Heard
  readonly deep: Heard
}

/** A subject and its name: `signer pass.com.example.card`. */
const nameOf = (check: JsonObject): string => [textIn(check, 'subject'), textIn(check, 'name')].join(' ').trim()

const withStatus = (heard: Heard, status: string): readonly JsonObject[] => {
  const { checks } = jsonIn(heard)
  return (Array.isArray(checks) ? checks.filter(isObject) : []).filter((check) => check.status === status)
}

const all = (checks: readonly JsonObject[], key: string): string =>
  [...new Set(checks.map((check) => textIn(check, key)).filter((text) => text !== ''))].join('; ')

/** What the checks of a status say, with their own remedies. */
const named = (checks: readonly JsonObject[]): Ruling => {
  const fix = all(checks, 'fix')
  const got = checks.map((check) => `${nameOf(check)}: ${textIn(check, 'message')}`).join('; ')
  return { ok: false, got, ...(fix === '' ? {} : { fix }) }
}

/** Whether it is the answer of the health check at all: other answers may be of 200 or 503, too. */
const isReport = (heard: Heard): boolean => textIn(jsonIn(heard), 'status') !== ''

const judgeDeep = ({ deep }: Found): Ruling => {
  const failures = withStatus(deep, 'failure')
  if (failures.length > 0) return named(failures)
  const outcome = succeeded(deep, 200)
  return outcome.ok && !isReport(deep) ? { ok: false, got: '200, but no report' } : outcome
}

const rows: readonly DoctorCheck<Found>[] = [
  {
    id: 'health',
    what: 'The deployment says that it is up.',
    expected: '200',
    fix: 'look at the function api and its log; that the route /health leads to it',
    judge: ({ shallow }) => {
      const outcome = succeeded(shallow, 200)
      return outcome.ok && !isReport(shallow) ? { ok: false, got: '200, but no report' } : outcome
    },
  },
  {
    id: 'health-deep',
    what: 'Everything is in order that it rests on: tables, buckets, queues, secrets, signers, the push service.',
    expected: '200, no failure',
    fix: 'give the key the scope health:read; look at the function api and its log',
    judge: judgeDeep,
  },
  {
    id: 'health-warnings',
    what: 'Nothing needs somebody soon.',
    expected: 'no warning',
    fix: 'see to it before it fails',
    severity: 'warning',
    judge: ({ deep }) => {
      if (isSilent(deep) || !isReport(deep)) return { missing: `the report did not come: ${told(deep)}` }
      const warnings = withStatus(deep, 'warning')
      return warnings.length > 0 ? named(warnings) : { ok: true, got: 'no warning' }
    },
  },
]

/** The checks of health. */
export const health: Part<Found> = {
  name: 'Health',
  rows,
  examine: async ({ ask, key }) => ({
    found: {
      shallow: await ask.asAnybody('GET', '/health'),
      deep: await ask.asAnybody('GET', '/health/deep', { headers: { Authorization: `Bearer ${key}` } }),
    },
  }),
}
