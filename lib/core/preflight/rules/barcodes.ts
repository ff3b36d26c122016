/** The rules on barcodes. */
import { documented } from '../../finding.ts'
import { barcodeFormats } from '../../format/barcodes.ts'
import { isObject } from '../../format/json.ts'
import type { PassRule } from '../rule.ts'

const newFormats: readonly string[] = Object.entries(barcodeFormats)
  .filter(([, { legacy }]) => !legacy)
  .map(([name]) => name)

/** The rules on `barcodes` and `barcode`. */
export const barcodeRules: readonly PassRule[] = [
  {
    code: 'barcode-legacy-format',
    severity: 'error',
    what: '"barcode" names a format that it cannot have.',
    why: 'The key barcode is for systems before iOS 9, which draw only the formats of their time.',
    fix: 'give it in "barcodes", and one of the old formats here or nothing',
    source: documented('https://developer.apple.com/documentation/walletpasses/pass/barcode'),
    on: 'pass',
    reads: ['barcode'],
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
