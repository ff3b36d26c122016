/** The rules on what a pass is called: its serial number, its organization, its description. */
import { documented, inferred } from '../../finding.ts'
import type { PassRule } from '../rule.ts'

const passPage = documented('https://developer.apple.com/documentation/walletpasses/pass')

/** Longer serial numbers make URLs that some proxies cut. */
const mostCharacters = 64

// What a URL path may hold as it is (RFC 3986, section 2.3).
const unreserved = /^[A-Za-z0-9._~-]*$/
// A path segment of dots alone is resolved away.
const onlyDots = /^\.+$/

const blank = /^\s*$/

/** The rules on identifiers and names. */
export const identityRules: readonly PassRule[] = [
  {
    code: 'serial-number-url',
    severity: { strict: 'warning', lenient: 'info' },
    what: 'The serial number is hard to put into a URL.',
    why: 'Devices ask for a pass by a URL that ends in its serial number; one that must be percent-encoded, or is long, is what proxies and web services get wrong.',
    fix: `use at most ${mostCharacters} letters, digits, hyphens and underscores`,
    source: inferred,
    on: 'pass',
    reads: ['serialNumber'],
    *find({ pass: { serialNumber } }) {
      if (typeof serialNumber !== 'string') return
      if (serialNumber.length > mostCharacters) {
        yield { path: '/serialNumber', message: `the serial number has ${serialNumber.length} characters` }
      } else if (!unreserved.test(serialNumber) || onlyDots.test(serialNumber)) {
        yield { path: '/serialNumber', message: 'the serial number must be percent-encoded in URLs' }
      }
    },
  },
  {
    code: 'name-blank',
    severity: 'warning',
    what: 'The name of the organization, or the description of the pass, is empty.',
    why: 'The lock screen and Mail show the name, and VoiceOver reads the description to people who cannot see the pass.',
    fix: 'write a name, or a description such as "Membership card of a museum"',
    source: passPage,
    on: 'pass',
    reads: ['organizationName', 'description'],
    *find({ pass }) {
      for (const key of ['organizationName', 'description']) {
        const text = pass[key]
        if (typeof text === 'string' && blank.test(text)) yield { path: `/${key}`, message: `${key} is empty` }
      }
    },
  },
]
