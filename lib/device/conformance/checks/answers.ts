/** Checks of addresses that there are none of, and of what errors tell. */
import { type Check, check } from '../check.ts'
import { refused } from '../judge.ts'
import { nothing } from '../preparations.ts'
import { sources } from '../sources.ts'

/** How runtimes write where an error came from: Node and Deno, Python, Java, Go, PHP, Ruby, .NET. */
const traces =
  /\n\s+at \S|node_modules\/|Traceback \(most recent call last\)|\.java:\d+\)|goroutine \d+ \[|Stack trace:|\.rb:\d+:in |\bin \S+\.cs:line \d+/

/** The checks. */
export const answerChecks: readonly Check[] = [
  check(
    nothing,
    {
      id: 'unknown-path',
      what: 'An address that Apple does not name is not there.',
      expected: '404 (any 4xx)',
      source: sources.inferred,
    },
    async (_, lab) => refused(await lab.latest(undefined, { path: '/v1/conformance/nothing-here' })),
  ),
  check(
    nothing,
    {
      id: 'wrong-method',
      what: 'A method that Apple does not name is refused.',
      expected: '404 or 405 (any 4xx)',
      source: sources.inferred,
    },
    async (_, lab) => refused(await lab.latest(undefined, { method: 'PUT', body: '' })),
  ),
  check(
    nothing,
    {
      id: 'errors-tell-nothing',
      what: 'The errors that the server has answered so far tell nothing of its inside, and repeat no token.',
      expected: 'no stack trace, no token',
      source: sources.inferred,
    },
    (_, { errorBodies, pass }) => {
      const told = [
        ...(errorBodies.some((body) => traces.test(body)) ? ['a stack trace'] : []),
        ...(errorBodies.some((body) => body.includes(pass.access.authenticationToken)) ? ['the token'] : []),
      ]
      return { ok: told.length === 0, got: told.length === 0 ? 'no stack trace, no token' : told.join(', ') }
    },
  ),
]
