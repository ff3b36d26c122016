/** The examples for the rule on sealed barcodes. */
import { aSealer, someClaims } from '../builders/barcodes.ts'
import type { RuleCase } from './case.ts'
import { rows } from './rows.ts'

const seal = aSealer()
const sealed = seal(someClaims())
const says = (letters: number): string => seal(someClaims({ values: { text: 'x'.repeat(letters) } }))

/** A barcode, followed by one that every system shows; an old one stands for what verifies nothing. */
const codes = (changes: object = {}) => ({
  barcodes: [
    { format: 'PKBarcodeFormatQR', message: sealed, messageEncoding: 'iso-8859-1', ...changes },
    { format: 'PKBarcodeFormatQR', message: 'T-1', messageEncoding: 'iso-8859-1' },
  ],
})

const message = '/barcodes/0/message'

/** The examples. */
export const sealedBarcodeCases: readonly RuleCase[] = rows(0, 'barcode-seal-unfit', 'warning', [
  {
    says: 'a sealed barcode in Code 128',
    broken: codes({ format: 'PKBarcodeFormatCode128' }),
    twin: codes(),
    path: '/barcodes/0/format',
  },
  {
    says: 'a sealed barcode with something before it',
    broken: codes({ message: `Ticket ${sealed}` }),
    twin: codes({ message: 'PW1:T-1, Ticket' }),
    path: message,
  },
  {
    says: 'a sealed barcode with something behind it',
    broken: codes({ message: `${sealed};1` }),
    twin: codes({ message: sealed }),
    path: message,
  },
  {
    says: 'a sealed barcode that is too long for a QR code',
    broken: codes({ message: says(2200) }),
    twin: codes({ message: says(2100) }),
    path: message,
  },
  {
    says: 'a sealed barcode that is too long for PDF417',
    broken: codes({ format: 'PKBarcodeFormatPDF417', message: says(800) }),
    twin: codes({ format: 'PKBarcodeFormatAztec', message: says(800) }),
    path: message,
  },
  {
    says: 'a sealed barcode in UTF-16',
    broken: codes({ messageEncoding: 'utf-16' }),
    twin: codes({ messageEncoding: 'utf-8' }),
    path: '/barcodes/0/messageEncoding',
  },
])
