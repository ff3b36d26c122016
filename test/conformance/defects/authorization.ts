/** Defects of who may ask. */
import type { Defect } from './defect.ts'
import { bare, calls, instead } from './defect.ts'

const madeUp = /conformance-[0-9a-f]+$/

const tokenIn = (header: string | null): string => header?.split(' ')[1] ?? ''

/** The defects. */
export const authorizationDefects: readonly Defect[] = [
  {
    name: 'the token of one pass opens any pass',
    from: 'hono-passkit-webservice',
    behaviour: {
      authorizes: (header, _, { passes }) =>
        header !== null && [...passes.values()].some(({ token }) => header === `ApplePass ${token}`),
    },
    fails: ['register-token-of-another-pass', 'fetch-token-of-another-pass'],
  },
  {
    name: 'ApplePass with nothing behind it is accepted',
    from: 'hono-passkit-webservice',
    behaviour: { authorizes: (header, { token }) => header === 'ApplePass' || header === `ApplePass ${token}` },
    fails: ['register-bare-scheme', 'fetch-bare-scheme'],
  },
  {
    name: 'Bearer is accepted',
    from: "Apple's sample server of 2012",
    behaviour: { authorizes: (header, { token }) => tokenIn(header) === token },
    fails: ['register-bearer', 'fetch-bearer'],
  },
  {
    name: 'no token is asked for',
    behaviour: { authorizes: () => true },
    fails: [
      'register-wrong-token',
      'register-no-token',
      'register-bearer',
      'register-bare-scheme',
      'fetch-wrong-token',
      'fetch-no-token',
      'fetch-bearer',
      'fetch-bare-scheme',
      'register-token-of-another-pass',
      'fetch-token-of-another-pass',
      'fetch-serials-not-probed',
      'unregister-wrong-token',
      'personalize-wrong-token',
    ],
  },
  {
    name: 'serial numbers that there are none of are served with somebody else',
    around: (request, next, { passes }) => {
      const address = request.url.replace(madeUp, 'S-1')
      if (address === request.url) return next(request)
      const pass = passes.get('S-1')
      const headers = { ...Object.fromEntries(request.headers), authorization: `ApplePass ${pass?.token}` }
      return next(
        new Request(address, { method: request.method, headers, body: request.body, duplex: 'half' } as never),
      )
    },
    fails: ['register-unknown-serial', 'fetch-unknown-serial', 'fetch-serials-not-probed'],
  },
  {
    name: 'anybody learns which serial numbers there are',
    around: instead(calls.fetch, async (request, right) =>
      request.url.includes('conformance-') ? bare(404) : await right(),
    ),
    fails: ['fetch-serials-not-probed'],
  },
]
