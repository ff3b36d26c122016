/** The rules on what barcodes say: text that the charset and the symbology can write, and a watch can show. */
import { documented, inferred } from '../../finding.ts'
import { watchDensity } from '../../format/barcode-density.ts'
import { messageFault } from '../../format/barcode-messages.ts'
import { charsetMeant, charsetOf, firstUnwritable } from '../../format/charsets.ts'
import type { JsonObject } from '../../format/json.ts'
import type { PassRule, Place } from '../rule.ts'
import { allBarcodesOf, type BarcodeEntry } from './barcode-entries.ts'

const barcodesPage = documented('https://developer.apple.com/documentation/walletpasses/pass/barcodes-data.dictionary')

const onBarcodes = { on: 'pass', reads: ['barcodes', 'barcode'] } as const

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
const asciiOnly = /^[\u0000-\u007f]*$/

const codePoint = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

function* eachBarcode(pass: JsonObject, placeOf: (entry: BarcodeEntry) => Place | undefined): Iterable<Place> {
  for (const entry of allBarcodesOf(pass)) {
    const place = placeOf(entry)
    if (place) yield place
  }
}

const unknownCharset = ({ path, encoding }: BarcodeEntry): Place | undefined => {
  if (!encoding || charsetOf(encoding)) return undefined
  const meant = charsetMeant(encoding)
  return {
    path: `${path}/messageEncoding`,
    message: `${JSON.stringify(encoding.slice(0, 40))} is no registered name of a charset`,
    ...(meant && { fix: `write ${meant.name}` }),
  }
}

const uncheckedCharset = ({ path, message, encoding = '' }: BarcodeEntry): Place | undefined => {
  const charset = charsetOf(encoding)
  return !charset || charset.sizeOf || asciiOnly.test(message)
    ? undefined
    : { path: `${path}/message`, message: `whether ${charset.name} can write the message is not checked` }
}

const unwritable = ({ path, message, encoding = '' }: BarcodeEntry): Place | undefined => {
  const charset = charsetOf(encoding)
  const char = charset && firstUnwritable(charset, message)
  return char === undefined
    ? undefined
    : { path: `${path}/message`, message: `${charset?.name} has no character ${codePoint(char)}` }
}

const unfit = (entry: BarcodeEntry): Place | undefined => {
  const { path, name, message } = entry
  const fault = message === '' || unwritable(entry) ? undefined : messageFault(name, message)
  return fault && { path: `${path}/message`, message: `the message ${fault.reason}`, fix: fault.fix }
}

/** The barcode that a watch shows: the first that it may know. */
const onWatch = (pass: JsonObject): BarcodeEntry | undefined =>
  allBarcodesOf(pass).find(({ format }) => format.watch !== false)

const charsetRules: readonly PassRule[] = [
  {
    code: 'barcode-encoding-unknown',
    severity: 'warning',
    what: 'A barcode names a charset that is not registered.',
    why: 'Wallet turns the message into bytes by the charset that IANA registered by this name; by another one it may draw nothing.',
    fix: 'write iso-8859-1, or utf-8 if the scanner is known to read it',
    source: barcodesPage,
    ...onBarcodes,
    find: ({ pass }) => eachBarcode(pass, unknownCharset),
  },
  {
    code: 'barcode-encoding-not-checked',
    severity: 'info',
    what: "Whether a charset can write a barcode's message is not checked.",
    why: 'Only ASCII, Latin-1, windows-1252, UTF-8 and UTF-16 are checked.',
    fix: 'scan it once, or write iso-8859-1 or utf-8',
    source: inferred,
    ...onBarcodes,
    find: ({ pass }) => eachBarcode(pass, uncheckedCharset),
  },
  {
    code: 'barcode-message-not-encodable',
    severity: 'warning',
    what: "A barcode's message has a character that its charset lacks.",
    why: 'Wallet turns the message into bytes by messageEncoding; what cannot be turned is not drawn.',
    fix: 'leave the character out, or write utf-8 for "messageEncoding" if the scanner reads it',
    source: inferred,
    ...onBarcodes,
    find: ({ pass }) => eachBarcode(pass, unwritable),
  },
]

const messageRules: readonly PassRule[] = [
  {
    code: 'barcode-message-empty',
    severity: 'warning',
    what: 'A barcode has an empty message.',
    why: 'There is nothing to draw.',
    fix: 'give a message, or leave the barcode out',
    source: inferred,
    ...onBarcodes,
    find: ({ pass }) =>
      eachBarcode(pass, ({ path, message }) =>
        message === '' ? { path: `${path}/message`, message: 'the message is empty' } : undefined,
      ),
  },
  {
    code: 'barcode-message-unfit',
    severity: 'warning',
    what: "A barcode's message is not what its format can draw.",
    why: 'Codes of one dimension know few characters, some of them fixed lengths and check digits: another message is not drawn, or not read.',
    fix: 'write what the format can draw, or choose QR, Aztec or PDF417',
    source: inferred,
    ...onBarcodes,
    find: ({ pass }) => eachBarcode(pass, unfit),
  },
  {
    code: 'barcode-too-dense',
    severity: 'warning',
    what: 'A barcode says so much that a watch draws it too small to be scanned.',
    why: 'The smallest watch has 22 mm for it, 68 modules of the third of a millimetre that scanners of screens are asked to read: a QR code of version 10 (213 bytes), an Aztec code of 12 layers (343 bytes, 550 letters), or 249 code words of PDF417 (some 300 bytes, 500 letters).',
    fix: 'say less in the barcode',
    source: inferred,
    ...onBarcodes,
    *find({ pass }) {
      const entry = onWatch(pass)
      const charset = entry && (charsetOf(entry.encoding ?? '') ?? charsetMeant('iso-8859-1'))
      const density = charset && watchDensity(entry.name, entry.message, charset)
      if (!(entry && density && density > 1)) return
      const percent = Math.round(density * 100)
      yield {
        path: `${entry.path}/message`,
        message: `the message is ${percent} % of what a watch shows well in this format`,
      }
    },
  },
]

/** The rules on the messages of barcodes. */
export const barcodeMessageRules: readonly PassRule[] = [...charsetRules, ...messageRules]
