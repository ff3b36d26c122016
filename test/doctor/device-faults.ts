/** Faults that show when phones come, and the checks that must name them: these and no others. */
import { aChain } from '../builders/signer.ts'
import { type Fault, lying } from './faults.ts'
import { answering, instead, keeping, withHeader } from './lies.ts'

const fetching = /^GET \/wallet\/v1\/passes\//
const listing = /^GET \/wallet\/v1\/devices\//

/** All of them. */
export const deviceFaults: Readonly<Record<string, Fault>> = {
  'there is none': {},
  'the certificate signs no NFC': { clinic: async () => ({ chain: await aChain() }) },
  'passes come as zip': {
    ...lying(withHeader(fetching, 'Content-Type', 'application/zip'), 'media-types', 'fetch-media-type'),
    warned: ['fetch-head'],
  },
  'a cache keeps all that is got': {
    ...lying(
      keeping(/^/),
      'fetch-unchanged',
      'change-is-one',
      'change-newer-date',
      'change-unchanged-since',
      'personalize-fetch',
      'erased-for-all',
    ),
    warned: ['change-twice', 'personalize-newer-date'],
  },
  'lists are always empty': lying(
    instead(listing, 204),
    'register-at-once',
    'list-without-token',
    'list-every-serial',
    'unregister-wrong-token',
  ),
  'lists hold numbers': {
    ...lying(
      answering(listing, async (response) => {
        if (response.status !== 200) return response
        const list = await response.json()
        return Response.json({ ...list, serialNumbers: list.serialNumbers.map(() => 7) })
      }),
      'register-at-once',
      'list-first',
      'list-every-serial',
      'list-shape',
      'unregister-wrong-token',
      'change-listed',
    ),
    warned: ['change-twice'],
  },
  'registrations cannot be ended': {
    ...lying(
      instead(/^DELETE \/wallet/, 500),
      'unregister',
      'unregister-wrong-token',
      'unregister-ends',
      'register-after-unregister',
      'change-not-listed-to-former',
      'registrations-ended',
    ),
    warned: ['unregister-again'],
  },
  'changes are refused': lying(
    instead(/^PATCH/, 500),
    'change-listed',
    'change-fetched',
    'change-newer-date',
    'pass-changed',
  ),
  'changes are never built': {
    clinic: () => ({ works: false }),
    failed: ['change-listed'],
  },
}
