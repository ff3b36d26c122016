/** Checks of the log that devices write to. */
import { type Check, check } from '../check.ts'
import { hasStatus, isRefused } from '../judge.ts'
import { nothing } from '../preparations.ts'
import { sources } from '../sources.ts'

const line = 'A test of this web service by passwright device conformance: nothing is wrong.'

/** The checks. */
export const logChecks: readonly Check[] = [
  check(
    nothing,
    { id: 'log', what: 'Devices may log, without a token.', expected: '200', source: sources.log },
    async (_, lab) => hasStatus(await lab.service.log([line]), 200),
  ),
  check(
    nothing,
    {
      id: 'log-malformed',
      what: 'A log that is no JSON is no fault of the server.',
      expected: '200 or 400 (any 4xx)',
      source: sources.inferred,
    },
    async (_, lab) => {
      const answer = await lab.service.log([], { body: '{"logs":' })
      return { ok: answer.status === 200 || isRefused(answer), got: String(answer.status) }
    },
  ),
]
