/** Sealed barcodes for tests. */
import { utf8 } from '../../lib/core/bytes.ts'
import { makeBarcodeSealer } from '../../lib/core/links/barcode-keys.ts'
import type { BarcodeClaims, SealBarcode } from '../../lib/core/sealing/claims.ts'
import { aRing } from './keys.ts'

/** Seals with a key of `aRing`. */
export const aSealer = (keyId = '2'): SealBarcode => makeBarcodeSealer(aRing(), keyId)

/** What a ticket for the gate says, on 21 November 2026 from noon to four, with whatever is changed. */
export const someClaims = (changes: Partial<BarcodeClaims> = {}): BarcodeClaims => ({
  ...{ audience: 'gate', id: utf8('8 bytes!') },
  ...{ validFrom: Date.UTC(2026, 10, 21, 12) / 1000, validUntil: Date.UTC(2026, 10, 21, 16) / 1000 },
  values: { ticket: 'T-1', seat: 'Reihe 7 – Süd' },
  ...changes,
})
