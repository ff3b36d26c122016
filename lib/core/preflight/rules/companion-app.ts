/** The rules on the app that a pass belongs to. */
import { documented } from '../../finding.ts'
import type { PassRule } from '../rule.ts'

/** The rules on `appLaunchURL`. */
export const companionAppRules: readonly PassRule[] = [
  {
    code: 'app-launch-url-alone',
    severity: 'warning',
    what: 'The pass has an appLaunchURL, and names no app.',
    why: 'Wallet hands the URL to the app that associatedStoreIdentifiers names.',
    fix: 'name the app in "associatedStoreIdentifiers", or leave the URL out',
    since: 7,
    source: documented('https://developer.apple.com/documentation/walletpasses/pass'),
    on: 'pass',
    reads: ['appLaunchURL', 'associatedStoreIdentifiers'],
    *find({ pass: { appLaunchURL, associatedStoreIdentifiers } }) {
      if (typeof appLaunchURL !== 'string' || appLaunchURL === '') return
      const namesNone = associatedStoreIdentifiers === undefined || associatedStoreIdentifiers === null
      if (namesNone || (Array.isArray(associatedStoreIdentifiers) && associatedStoreIdentifiers.length === 0)) {
        yield { path: '/appLaunchURL', message: 'there is no associatedStoreIdentifiers beside the URL' }
      }
    },
  },
]
