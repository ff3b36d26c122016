/** The rules on passes that are over. */
import { documented } from '../../finding.ts'
import { instantOf } from '../instant.ts'
import type { PassRule } from '../rule.ts'

const page = documented('https://developer.apple.com/documentation/walletpasses/pass')

/** The rules that only tell something of a pass that is looked at now. */
export const validityRules: readonly PassRule[] = [
  {
    code: 'pass-expired',
    severity: 'warning',
    what: 'The pass has expired.',
    why: 'Wallet shows an expired pass greyed out, among those that are over.',
    fix: 'give a later expirationDate, if the pass is still good',
    since: 7,
    source: page,
    on: 'pass',
    reads: ['expirationDate'],
    *find({ pass: { expirationDate }, now }) {
      const expires = instantOf(expirationDate)
      if (now && expires !== undefined && expires < now.getTime()) {
        yield { path: '/expirationDate', message: `the pass expired at ${String(expirationDate)}` }
      }
    },
  },
  {
    code: 'pass-voided',
    severity: 'warning',
    what: 'The pass is void.',
    why: 'Wallet shows a void pass as one that has expired.',
    fix: 'leave "voided" out, if the pass is still good',
    since: 7,
    source: page,
    on: 'pass',
    reads: ['voided'],
    *find({ pass: { voided }, now }) {
      if (now && voided === true) yield { path: '/voided', message: 'the pass is void' }
    },
  },
]
