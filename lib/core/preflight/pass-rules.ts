/** The rules on `pass.json` that its tables cannot say. */
import { documented } from '../finding.ts'
import { barcodeFormats } from '../format/barcodes.ts'
import { isObject } from '../format/json.ts'
import { styleNames } from '../format/styles.ts'
import { type PlacedField, pathOf, type Rule } from './rule.ts'

const passPage = documented('https://developer.apple.com/documentation/walletpasses/pass')
const fieldPage = documented('https://developer.apple.com/documentation/walletpasses/passfieldcontent')

const newFormats: readonly string[] = Object.entries(barcodeFormats)
  .filter(([, { legacy }]) => !legacy)
  .map(([name]) => name)

const loopback = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/

const isSecure = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname))

/** All rules, in the order in which their findings are told. */
export const passRules: readonly Rule[] = [
  {
    code: 'style-count',
    severity: 'error',
    why: 'The style key says what a pass is; Wallet takes exactly one.',
    source: passPage,
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
    why: 'Only a boarding pass has a kind of transit.',
    source: passPage,
    *find({ pass, styles }) {
      for (const style of styles) {
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
      const seen = new Map<unknown, PlacedField>()
      for (const placed of fields) {
        const { key } = placed.field
        const first = seen.get(key)
        if (first === undefined) seen.set(key, placed)
        else if (typeof key === 'string') {
          yield {
            path: `${pathOf(placed)}/key`,
            message: `the key "${key}" is taken by ${pathOf(first)}`,
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
      for (const placed of fields) {
        const { changeMessage } = placed.field
        // A bare word is most likely a lookup key, whose text is in pass.strings.
        if (typeof changeMessage === 'string' && changeMessage.includes(' ') && !changeMessage.includes('%@')) {
          yield {
            path: `${pathOf(placed)}/changeMessage`,
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
    code: 'web-service-url',
    severity: 'error',
    why: 'A device talks to the web service over https only, but for tests with a service on the machine itself.',
    source: passPage,
    *find({ pass: { webServiceURL } }) {
      // What is no address at all is left to the tables.
      if (typeof webServiceURL !== 'string' || !URL.canParse(webServiceURL) || isSecure(new URL(webServiceURL))) return
      yield { path: '/webServiceURL', message: 'the address is not one of https', fix: 'give an https address' }
    },
  },
  {
    code: 'barcode-legacy-format',
    severity: 'error',
    why: 'The key barcode is for systems before iOS 9, which draw only the formats of their time.',
    source: documented('https://developer.apple.com/documentation/walletpasses/pass/barcode'),
    *find({ pass: { barcode } }) {
      const format = isObject(barcode) ? barcode.format : undefined
      if (typeof format !== 'string' || !newFormats.includes(format)) return
      yield {
        path: '/barcode/format',
        message: `${format} does not work in "barcode"`,
        fix: 'give it in "barcodes", and one of the old formats here or nothing',
      }
    },
  },
]
