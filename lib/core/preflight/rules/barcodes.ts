/** The rules on which barcode shows where. */
import { documented, inferred } from '../../finding.ts'
import type { BarcodeFormat } from '../../format/barcodes.ts'
import { systemNames, systems } from '../../format/systems.ts'
import type { PassRule, Place } from '../rule.ts'
import { type BarcodeEntry, barcodesOf, formatOf, oldBarcodeOf } from './barcode-entries.ts'

const barcodesPage = documented('https://developer.apple.com/documentation/walletpasses/pass/barcodes')
const barcodePage = documented('https://developer.apple.com/documentation/walletpasses/pass/barcode-data.dictionary')
const guide = documented(
  'https://developer.apple.com/library/archive/documentation/UserExperience/Conceptual/PassKit_PG/Creating.html',
)

const bothKeys = { on: 'pass', reads: ['barcodes', 'barcode'] } as const

const phones = systemNames.flatMap((name) => (systems[name].watch ? [] : [systems[name].version]))

/** The system before the newest one, which many phones still have. */
const previousSystem = phones.toSorted((a, b) => a - b).at(-2) ?? 0

/** The format that `barcode` names and cannot have. */
const misplacedFormat = (barcode: unknown): string | undefined => {
  if (typeof barcode !== 'object' || barcode === null || !('format' in barcode)) return undefined
  const { format } = barcode
  return typeof format === 'string' && formatOf(format)?.legacy === false ? format : undefined
}

const oldKeyRules: readonly PassRule[] = [
  {
    code: 'barcode-legacy-format',
    // Cards of this kind are in use in large numbers: what is lenient does not call them broken.
    severity: { strict: 'error', lenient: 'warning' },
    what: 'The only barcode is in "barcode", and of a format that this key cannot have.',
    why: 'The key barcode is for systems before iOS 9, which draw only QR, PDF417 and Aztec. Later ones read it where barcodes is missing; that they draw other formats from it is not documented.',
    fix: 'give it in "barcodes", and one of the old formats here or nothing',
    source: barcodePage,
    ...bothKeys,
    *find({ pass }) {
      const format = misplacedFormat(pass.barcode)
      if (format === undefined || barcodesOf(pass).length > 0) return
      yield { path: '/barcode/format', message: `${format} does not work in "barcode"` }
    },
  },
  {
    code: 'barcode-legacy-unread',
    severity: { strict: 'warning', lenient: 'info' },
    what: 'Beside "barcodes", "barcode" has a format that it cannot have.',
    why: 'Only systems before iOS 9 read the key barcode, and they draw only QR, PDF417 and Aztec.',
    fix: 'leave "barcode" out, or give it one of the old formats',
    source: barcodePage,
    ...bothKeys,
    *find({ pass }) {
      const format = misplacedFormat(pass.barcode)
      if (format === undefined || barcodesOf(pass).length === 0) return
      yield { path: '/barcode/format', message: `no system draws ${format} from "barcode"` }
    },
  },
  {
    code: 'barcode-alone',
    severity: { strict: 'warning', lenient: 'info' },
    what: 'The barcode is in "barcode" alone.',
    why: 'The key barcode is deprecated since iOS 9, which brought barcodes.',
    fix: 'give it in "barcodes", an array; keep "barcode" beside it only for systems before iOS 9',
    since: 9,
    source: barcodePage,
    ...bothKeys,
    *find({ pass }) {
      // A format that the old key cannot have is told as that.
      if (pass.barcodes !== undefined || misplacedFormat(pass.barcode) !== undefined || !oldBarcodeOf(pass)) return
      yield { path: '/barcode', message: 'the barcode is given in the deprecated key only' }
    },
  },
  {
    code: 'barcode-messages-differ',
    severity: 'warning',
    what: '"barcode" says something else than all of "barcodes".',
    why: 'Systems before iOS 9 read one, later ones the other: a scanner would be told different things.',
    fix: 'give both the same message',
    source: inferred,
    ...bothKeys,
    *find({ pass }) {
      const old = oldBarcodeOf(pass)
      const entries = barcodesOf(pass)
      if (!old || entries.length === 0 || entries.some(({ message }) => message === old.message)) return
      yield { path: '/barcode/message', message: 'the message is none of those in "barcodes"' }
    },
  },
]

/** Whether every system that can show the later format can show the earlier one as well. */
const covers = (earlier: BarcodeFormat, later: BarcodeFormat): boolean =>
  earlier === later || (earlier.since <= later.since && (earlier.watch === true || later.watch === false))

function* neverShown(entries: readonly BarcodeEntry[]): Iterable<Place> {
  // One entry for each format: no number of barcodes makes this slow.
  const tried: BarcodeEntry[] = []
  for (const entry of entries) {
    const first = tried.find(({ format }) => covers(format, entry.format))
    if (!first) {
      tried.push(entry)
      continue
    }
    yield {
      path: entry.path,
      message: `${entry.name} is never shown: whatever shows it shows ${first.name} before it`,
    }
  }
}

/** What shows no barcode, as the end of a sentence. */
const showsNone = (entries: readonly BarcodeEntry[]): string | undefined => {
  const since = Math.min(...entries.map(({ format }) => format.since))
  if (since > previousSystem) return `systems before iOS ${since} show no barcode`
  if (entries.some(({ format }) => format.watch)) return undefined
  const isSure = entries.every(({ format }) => format.watch === false)
  return isSure ? 'an Apple Watch shows no barcode' : 'an Apple Watch may show no barcode'
}

const listRules: readonly PassRule[] = [
  {
    code: 'barcode-fallback-missing',
    severity: 'warning',
    what: 'No barcode of the pass shows on a watch, or on systems that are still in use.',
    why: 'Wallet shows the first barcode whose format it knows. A watch does not draw Code 128, and systems before iOS 27 do not know the formats that came with it.',
    fix: 'add the message as a QR, Aztec or PDF417 code at the end of "barcodes"',
    source: guide,
    on: 'pass',
    reads: ['barcodes'],
    *find({ pass }) {
      const entries = barcodesOf(pass)
      const consequence = entries.length === 0 ? undefined : showsNone(entries)
      if (consequence === undefined) return
      const names = [...new Set(entries.map(({ name }) => name))].join(', ')
      yield { path: '/barcodes', message: `with ${names} alone, ${consequence}` }
    },
  },
  {
    code: 'barcode-never-shown',
    severity: { strict: 'warning', lenient: 'info' },
    what: 'A barcode stands behind one that shows wherever it would.',
    why: 'Wallet shows the first barcode of the array whose format it knows, and never more than one.',
    fix: 'put the format that fewer systems know first, or leave out what is never shown',
    source: barcodesPage,
    on: 'pass',
    reads: ['barcodes'],
    find: ({ pass }) => neverShown(barcodesOf(pass)),
  },
]

/** The rules on `barcodes` and `barcode`, but for what their messages say. */
export const barcodeRules: readonly PassRule[] = [...oldKeyRules, ...listRules]
