/** The rules on the style of a pass. */
import { documented } from '../../finding.ts'
import { styleNames } from '../../format/styles.ts'
import type { PassRule } from '../rule.ts'

const passPage = documented('https://developer.apple.com/documentation/walletpasses/pass')

/** The rules on style keys and what belongs to one style only. */
export const styleRules: readonly PassRule[] = [
  {
    code: 'style-count',
    severity: 'error',
    what: 'The pass has no style key, or several.',
    why: 'The style key says what a pass is; Wallet takes exactly one.',
    fix: 'keep exactly one of the style keys',
    source: passPage,
    on: 'pass',
    reads: [...styleNames],
    *find({ styles }) {
      if (styles.length === 1) return
      const has = styles.length === 0 ? 'no style' : `${styles.length} styles: ${styles.join(', ')}`
      yield {
        path: '',
        message: `the pass has ${has}`,
        fix: `give exactly one of ${styleNames.join(', ')}`,
      }
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
    reads: ['fields'],
    *find({ pass, styles }) {
      for (const style of styles) {
        const content = pass[style]
        if (style !== 'boardingPass' && typeof content === 'object' && content !== null && 'transitType' in content) {
          yield { path: `/${style}/transitType`, message: `${style} has a transitType`, fix: 'leave it out' }
        }
      }
    },
  },
]
