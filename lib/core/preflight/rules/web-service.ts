/** The rules on the web service that keeps a pass up to date. */
import { documented, inferred } from '../../finding.ts'
import type { Json } from '../../format/json.ts'
import { isLoopback } from '../../format/loopback.ts'
import type { PassRule, PassSubject, Place } from '../rule.ts'

const passPage = documented('https://developer.apple.com/documentation/walletpasses/pass')
const updatePage = documented(
  'https://developer.apple.com/documentation/walletpasses/adding-a-web-service-to-update-passes',
)

const versionAtEnd = /\/v1\/*$/
const visible = /^[\x21-\x7e]*$/

// Writers of passes without a web service leave empty text where its keys would be.
const isGiven = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== ''

const onUrl = { on: 'pass', reads: ['webServiceURL'] } as const

// All passes of a deployment have the same address.
let latest: { readonly text: string; readonly url: URL | undefined } | undefined

const parsed = (text: string): URL | undefined => {
  if (latest?.text !== text) latest = { text, url: URL.canParse(text) ? new URL(text) : undefined }
  return latest.url
}

/** What a look at the address finds; what is no address at all is left to the tables. */
const findInUrl = (look: (url: URL, text: string) => string | undefined) =>
  function* find({ pass: { webServiceURL } }: PassSubject): Iterable<Place> {
    const url = typeof webServiceURL === 'string' ? parsed(webServiceURL) : undefined
    const message = url && look(url, String(webServiceURL))
    if (message !== undefined) yield { path: '/webServiceURL', message }
  }

/** The parts of an address that the requests of a device cannot keep. */
const partsBesides = ({ username, password, search, hash }: URL): string | undefined => {
  if (username || password) return 'the address holds a user name or a password'
  if (search) return 'the address has a query'
  return hash ? 'the address has a fragment' : undefined
}

/** The rules on `webServiceURL` and `authenticationToken`. */
export const webServiceRules: readonly PassRule[] = [
  {
    code: 'web-service-incomplete',
    severity: 'error',
    what: 'One of webServiceURL and authenticationToken is there without the other.',
    why: 'Wallet asks for updates only with both the address and the token.',
    fix: 'give both, or neither',
    source: passPage,
    on: 'pass',
    reads: ['webServiceURL', 'authenticationToken'],
    *find({ pass }) {
      const hasUrl = isGiven(pass.webServiceURL)
      if (hasUrl === isGiven(pass.authenticationToken)) return
      const missing = hasUrl ? 'authenticationToken' : 'webServiceURL'
      yield { path: `/${missing}`, message: `${missing} is missing beside its partner` }
    },
  },
  {
    code: 'web-service-url',
    severity: 'error',
    what: 'The address of the web service is not one of https.',
    why: 'A device talks to the web service over https only, unless a developer setting of a test device allows http.',
    fix: 'give an https address',
    source: passPage,
    ...onUrl,
    find: findInUrl(({ protocol, hostname }) => {
      const isForTests = protocol === 'http:' && isLoopback(hostname)
      return protocol === 'https:' || isForTests ? undefined : 'the address is not one of https'
    }),
  },
  {
    code: 'web-service-loopback',
    severity: 'info',
    what: 'The web service is on the machine itself.',
    why: 'Only a simulator on the same machine reaches it; a device that holds the pass never gets an update.',
    fix: 'give the public address of the web service before the pass goes out',
    source: inferred,
    ...onUrl,
    find: findInUrl(({ protocol, hostname }) =>
      protocol.startsWith('http') && isLoopback(hostname)
        ? `${hostname} is this machine: no device will reach it`
        : undefined,
    ),
  },
  {
    code: 'web-service-version',
    severity: 'warning',
    what: 'The address of the web service ends in the version of the protocol.',
    why: 'A device puts /v1/… behind the address, so that it asks for /v1/v1/….',
    fix: 'leave /v1 off',
    source: updatePage,
    ...onUrl,
    find: findInUrl(({ pathname }) => (versionAtEnd.test(pathname) ? 'the address ends in /v1' : undefined)),
  },
  {
    code: 'web-service-slash',
    severity: { strict: 'warning', lenient: 'info' },
    what: 'The address of the web service ends in a slash.',
    why: 'A device puts /v1/… behind the address; some web services do not take the double slash that this can make.',
    fix: 'leave the last slash off',
    source: inferred,
    ...onUrl,
    find: findInUrl(({ pathname }, text) =>
      text.endsWith('/') && !versionAtEnd.test(pathname) ? 'the address ends in a slash' : undefined,
    ),
  },
  {
    code: 'web-service-parts',
    severity: 'warning',
    what: 'The address of the web service holds more than a host and a path.',
    why: 'A device puts a path behind the address: what follows a ? or # is lost, and whoever reads the pass reads a password in it.',
    fix: 'give a host and a path, and nothing else',
    source: inferred,
    ...onUrl,
    find: findInUrl(partsBesides),
  },
  {
    code: 'authentication-token-characters',
    severity: 'warning',
    what: 'The authentication token holds spaces, or characters that are not ASCII.',
    why: 'Devices send it in an HTTP header, which carries such characters badly or not at all.',
    fix: 'make it of letters, digits and punctuation',
    source: inferred,
    on: 'pass',
    reads: ['authenticationToken'],
    *find({ pass: { authenticationToken } }) {
      if (typeof authenticationToken === 'string' && !visible.test(authenticationToken)) {
        yield { path: '/authenticationToken', message: 'the token does not fit into an HTTP header' }
      }
    },
  },
]
