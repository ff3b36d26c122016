/** The rules that need more than one key of `pass.json`, or the files beside it. */
import { appleTool, deviceLog, documented } from '../finding.ts'
import { type PassSubject, type Place, type Rule, stylesOf } from './rule.ts'

const passPage = documented('https://developer.apple.com/documentation/walletpasses/pass')
const fieldPage = documented('https://developer.apple.com/documentation/walletpasses/passfieldcontent')

const iconScales = ['icon.png', 'icon@2x.png', 'icon@3x.png']

/** All rules, in the order in which their findings are told. */
export const passRules: readonly Rule[] = [
  {
    code: 'style-count',
    severity: 'error',
    why: 'The style key says what a pass is; Wallet takes exactly one.',
    source: passPage,
    *find({ pass }) {
      const styles = stylesOf(pass)
      if (styles.length === 1) return
      const has = styles.length === 0 ? 'no style' : `${styles.length} styles: ${styles.join(', ')}`
      yield {
        path: '',
        message: `the pass has ${has}`,
        fix: 'give exactly one of boardingPass, coupon, eventTicket, generic, storeCard',
      }
    },
  },
  {
    code: 'transit-type-misplaced',
    severity: 'warning',
    why: 'Only a boarding pass has a kind of transit.',
    source: passPage,
    *find({ pass }) {
      for (const style of stylesOf(pass)) {
        const content = pass[style]
        if (style !== 'boardingPass' && typeof content === 'object' && content !== null && 'transitType' in content) {
          yield { path: `/${style}/transitType`, message: `${style} has a transitType`, fix: 'leave it out' }
        }
      }
    },
  },
  {
    code: 'field-key-duplicate',
    severity: 'error',
    why: 'Wallet compares fields by key when a pass is updated.',
    source: fieldPage,
    *find({ fields }) {
      const seen = new Map<unknown, string>()
      for (const { field, path } of fields) {
        const { key } = field
        const first = seen.get(key)
        if (first === undefined) seen.set(key, path)
        else if (typeof key === 'string') {
          yield {
            path: `${path}/key`,
            message: `the key "${key}" is taken by ${first}`,
            fix: 'give each field of the pass a key of its own',
          }
        }
      }
    },
  },
  {
    code: 'change-message-placeholder',
    severity: 'warning',
    why: 'Wallet puts the new value in place of %@ and stays silent without it.',
    source: fieldPage,
    *find({ fields }) {
      for (const { field, path } of fields) {
        const { changeMessage } = field
        // A bare word is most likely a lookup key, whose text is in pass.strings.
        if (typeof changeMessage === 'string' && changeMessage.includes(' ') && !changeMessage.includes('%@')) {
          yield {
            path: `${path}/changeMessage`,
            message: 'the message has no %@',
            fix: 'write %@ where the new value belongs',
          }
        }
      }
    },
  },
  {
    code: 'web-service-incomplete',
    severity: 'error',
    why: 'Wallet asks for updates only with both the address and the token.',
    source: passPage,
    *find({ pass }) {
      const hasUrl = pass.webServiceURL !== undefined
      const hasToken = pass.authenticationToken !== undefined
      if (hasUrl === hasToken) return
      const missing = hasUrl ? 'authenticationToken' : 'webServiceURL'
      yield { path: `/${missing}`, message: `${missing} is missing beside its partner`, fix: 'give both, or neither' }
    },
  },
  {
    code: 'icon-missing',
    severity: 'error',
    why: 'Devices log "Pass does not contain icon.png" and refuse the pass.',
    source: deviceLog,
    *find(subject) {
      if (iconScales.some(subject.hasFile)) return
      yield {
        path: 'icon.png',
        message: 'the pass has no icon',
        fix: 'add icon.png, icon@2x.png and icon@3x.png, 38 by 38 points',
      }
    },
  },
  {
    code: 'icon-scale-missing',
    severity: 'warning',
    why: 'A missing scale is drawn from another one, and blurred.',
    source: appleTool,
    find: missingIconScales,
  },
]

function* missingIconScales({ hasFile }: PassSubject): Generator<Place> {
  if (!iconScales.some(hasFile)) return
  for (const path of iconScales.slice(1)) {
    if (!hasFile(path)) yield { path, message: `${path} is missing`, fix: `add ${path}` }
  }
}
