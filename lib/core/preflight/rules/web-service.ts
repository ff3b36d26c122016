/** The rules on the web service that keeps a pass up to date. */
import { documented } from '../../finding.ts'
import type { PassRule } from '../rule.ts'

const passPage = documented('https://developer.apple.com/documentation/walletpasses/pass')

const loopback = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/

const isSecure = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname))

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
      const hasUrl = pass.webServiceURL !== undefined
      const hasToken = pass.authenticationToken !== undefined
      if (hasUrl === hasToken) return
      const missing = hasUrl ? 'authenticationToken' : 'webServiceURL'
      yield { path: `/${missing}`, message: `${missing} is missing beside its partner`, fix: 'give both, or neither' }
    },
  },
  {
    code: 'web-service-url',
    severity: 'error',
    what: 'The address of the web service is not one of https.',
    why: 'A device talks to the web service over https only, but for tests with a service on the machine itself.',
    fix: 'give an https address',
    source: passPage,
    on: 'pass',
    reads: ['webServiceURL'],
    *find({ pass: { webServiceURL } }) {
      // What is no address at all is left to the tables.
      if (typeof webServiceURL !== 'string' || !URL.canParse(webServiceURL) || isSecure(new URL(webServiceURL))) return
      yield { path: '/webServiceURL', message: 'the address is not one of https', fix: 'give an https address' }
    },
  },
]
