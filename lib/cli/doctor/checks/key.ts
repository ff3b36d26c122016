/** Whether the API key opens what the doctor needs. Asked at addresses where there can be no pass: nothing is changed. */
import type { Scope } from '../../../ports/secrets.ts'
import { type Heard, isSilent, jsonIn, textIn, told } from '../ask.ts'
import type { DoctorCheck } from '../check.ts'
import type { Part } from '../part.ts'

/** The path of no pass: no pass type looks like this. */
export const nowhere = '/passes/none/none'

/** A request for each scope; the scope is looked at before anything else of the request. */
const probes: readonly (readonly [scope: Scope, method: string, path: string])[] = [
  ['templates:read', 'GET', '/templates?limit=1'],
  ['templates:write', 'POST', '/templates'],
  ['passes:read', 'GET', nowhere],
  ['passes:write', 'PUT', nowhere],
  ['passes:erase', 'DELETE', nowhere],
  ['links:write', 'POST', `${nowhere}/links`],
]

/** The scopes that a key for the doctor has. */
export const doctorScopes: readonly string[] = [...probes.map(([scope]) => scope), 'health:read']

type Found = readonly { readonly scope: Scope; readonly heard: Heard }[]

const codeOf = (heard: Heard): string => textIn(jsonIn(heard), 'code')

/** Whether the API itself has answered, and knows who asks. */
const isTaken = (heard: Heard): boolean =>
  !isSilent(heard) && heard.status < 500 && heard.status !== 401 && (heard.status === 200 || codeOf(heard) !== '')

const rows: readonly DoctorCheck<Found>[] = [
  {
    id: 'key',
    what: 'The API takes the key in PASSWRIGHT_API_KEY.',
    expected: 'taken',
    fix: 'passwright keys create makes one; one that was just made is known after ten seconds. With apiAuthorization: iam, the API takes no keys',
    decisive: true,
    judge: (found) => {
      const refused = found.find(({ heard }) => !isTaken(heard))
      return { ok: refused === undefined, got: refused === undefined ? 'taken' : told(refused.heard) }
    },
  },
  {
    id: 'key-scopes',
    what: 'The key may do what this command does, which includes erasing what it has issued.',
    expected: probes.map(([scope]) => scope).join(', '),
    fix: `make a key for it: passwright keys create ${doctorScopes.map((scope) => `--scope ${scope}`).join(' ')}`,
    decisive: true,
    judge: (found) => {
      const lacking = found.filter(({ heard }) => codeOf(heard) === 'request/scope-missing').map(({ scope }) => scope)
      return { ok: lacking.length === 0, got: lacking.length === 0 ? 'all of them' : `without ${lacking.join(', ')}` }
    },
  },
]

/** The checks of the API key. */
export const key: Part<Found> = {
  name: 'API key',
  rows,
  examine: async ({ ask }) => ({
    found: await Promise.all(
      probes.map(async ([scope, method, path]) => ({ scope, heard: await ask.asOwner(method, path) })),
    ),
  }),
}
