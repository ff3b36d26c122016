/** The rules on the style of a pass. */
import { documented } from '../../finding.ts'
import { isObject } from '../../format/json.ts'
import { styleNames, styles as styleTable } from '../../format/styles.ts'
import type { PassRule } from '../rule.ts'

const passPage = documented('https://developer.apple.com/documentation/walletpasses/pass')
const posterPage = documented('https://developer.apple.com/documentation/walletpasses/creating-a-poster-generic-pass')

const plainStyles = styleNames.filter((name) => !styleTable[name].beside)

/** The styles of cards and keys that Apple's partners put on devices: Wallet takes them, but nobody hands them out as files. */
const partnerStyles = ['accessCard', 'paymentCard'] as const

/** The rules on style keys and what belongs to one style only. */
export const styleRules: readonly PassRule[] = [
  {
    code: 'style-count',
    severity: 'error',
    what: 'The pass has no style key, or several.',
    why: 'The style key says what a pass is; Wallet takes exactly one, beside which newer systems may find a poster.',
    fix: `give exactly one of ${plainStyles.join(', ')}`,
    source: passPage,
    on: 'pass',
    reads: ['styles', ...partnerStyles],
    *find({ pass, styles: given }) {
      const plain = given.filter((style) => plainStyles.includes(style))
      if (plain.length === 1 || (plain.length === 0 && given.length === 1)) return
      if (given.length === 0 && partnerStyles.some((style) => isObject(pass[style]))) return
      const has = given.length === 0 ? 'no style' : `${given.length} styles: ${given.join(', ')}`
      yield { path: '', message: `the pass has ${has}` }
    },
  },
  {
    code: 'style-poster-alone',
    severity: 'warning',
    what: 'The pass has a poster, and no style for older systems.',
    why: 'Systems before iOS 27 do not know the poster style, and refuse a pass that has no other.',
    fix: 'give one of the other styles beside it',
    since: 27,
    source: posterPage,
    on: 'pass',
    reads: ['styles'],
    *find({ styles }) {
      const [only, ...others] = styles
      if (!only || others.length > 0 || plainStyles.includes(only)) return
      yield { path: `/${only}`, message: `${only} is the only style: older systems cannot install the pass` }
    },
  },
  {
    code: 'transit-type-misplaced',
    severity: 'warning',
    what: 'A style other than boardingPass has a transitType.',
    why: 'Only a boarding pass has a kind of transit.',
    fix: 'leave it out',
    source: passPage,
    on: 'pass',
    reads: ['layout'],
    *find({ pass, styles }) {
      for (const style of styles) {
        const content = pass[style]
        if (!styleTable[style].transit && isObject(content) && (content.transitType ?? null) !== null) {
          yield { path: `/${style}/transitType`, message: `${style} has a transitType` }
        }
      }
    },
  },
]
