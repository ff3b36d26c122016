/** Checks of who may ask: the same refusals wherever a device sends its token. */
import type { PassAccess } from '../../web-service/calls.ts'
import type { Answer } from '../../web-service/exchange.ts'
import type { Overrides } from '../../web-service/web-service.ts'
import { type Check, check } from '../check.ts'
import { hasStatus } from '../judge.ts'
import type { Lab } from '../lab.ts'
import { anotherPass, nothing } from '../preparations.ts'
import { sources } from '../sources.ts'

/** A token of the same length that differs in one character. */
export const wrongToken = (token: string): string => {
  const at = Math.floor(token.length / 2)
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
}

const forms = [
  { name: 'wrong-token', what: 'with a wrong token', header: (token: string) => `ApplePass ${wrongToken(token)}` },
  { name: 'no-token', what: 'without a token', header: () => undefined },
  { name: 'bearer', what: 'with the token under the scheme Bearer', header: (token: string) => `Bearer ${token}` },
  { name: 'bare-scheme', what: 'with ApplePass and nothing behind it', header: () => 'ApplePass' },
] as const

const calls = [
  {
    name: 'register',
    what: 'Registering',
    source: sources.register,
    ask: (lab: Lab, overrides: Overrides, pass?: PassAccess): Promise<Answer> =>
      lab.register(lab.newDevice(), overrides, pass),
  },
  {
    name: 'fetch',
    what: 'Fetching',
    source: sources.send,
    ask: (lab: Lab, overrides: Overrides, pass?: PassAccess): Promise<Answer> =>
      pass === undefined ? lab.latest(undefined, overrides) : lab.service.latest(pass, overrides),
  },
] as const

/** No server has a pass of this serial number. */
const unknownSerial = (lab: Lab): string => `conformance-${lab.newDevice().deviceLibraryIdentifier}`

const refusals: readonly Check[] = calls.flatMap((call) =>
  forms.map((form) =>
    check(
      nothing,
      {
        id: `${call.name}-${form.name}`,
        what: `${call.what} ${form.what} is refused.`,
        expected: '401',
        source: call.source,
      },
      async (_, lab) => {
        const headers = { Authorization: form.header(lab.pass.access.authenticationToken) }
        return hasStatus(await call.ask(lab, { headers }), 401)
      },
    ),
  ),
)

const foreign: readonly Check[] = calls.flatMap((call) => [
  check(
    nothing,
    {
      id: `${call.name}-unknown-serial`,
      what: `${call.what} a serial number that there is none of is refused, whatever the token.`,
      expected: '401 or 404',
      source: sources.inferred,
    },
    async (_, lab) =>
      hasStatus(await call.ask(lab, {}, { ...lab.pass.access, serialNumber: unknownSerial(lab) }), 401, 404),
  ),
  check(
    anotherPass,
    {
      id: `${call.name}-token-of-another-pass`,
      what: `${call.what} a pass with the token of another pass is refused.`,
      expected: '401',
      source: call.source,
    },
    async ({ access }, lab) => {
      const { authenticationToken } = lab.pass.access
      return hasStatus(await call.ask(lab, {}, { ...access, authenticationToken }), 401)
    },
  ),
])

const others: readonly Check[] = [
  check(
    nothing,
    {
      id: 'fetch-serials-not-probed',
      what: 'With a wrong token, nobody learns whether there is a pass of a serial number.',
      expected: 'the same status for both',
      source: sources.inferred,
    },
    async (_, lab) => {
      const access = { ...lab.pass.access, authenticationToken: wrongToken(lab.pass.access.authenticationToken) }
      const known = await lab.service.latest(access)
      const unknown = await lab.service.latest({ ...access, serialNumber: unknownSerial(lab) })
      return { ok: known.status === unknown.status, got: `${known.status}, and ${unknown.status} for one of none` }
    },
  ),
  check(
    anotherPass,
    {
      id: 'token-of-one-pass',
      what: 'Each pass has an authentication token of its own.',
      expected: 'two tokens',
      source: sources.pass,
    },
    ({ access }, lab) => {
      const same = access.authenticationToken === lab.pass.access.authenticationToken
      return { ok: !same, got: same ? 'the same token in two passes' : 'two tokens' }
    },
  ),
]

/** The checks. */
export const authorizationChecks: readonly Check[] = [...refusals, ...foreign, ...others]
