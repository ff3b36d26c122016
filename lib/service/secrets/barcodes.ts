/** What seals the barcodes of passes, and what scanners are told of the keys. What seals is loaded when it is first needed. */
import type { BarcodeKeySet } from '../../core/links/barcode-keys.ts'
import { hasKey } from '../../core/links/keys.ts'
import type { SealBarcode } from '../../core/sealing/claims.ts'
import type { Template } from '../../core/template/template.ts'
import type { KeyRing } from '../../ports/secrets.ts'
import { type KeysPorts, makeBarcodeKeys } from './key-ring.ts'

/** Seals barcodes. @throws UnavailableError if there are no keys */
export interface Barcodes {
  /**
   * The key that a record's barcode is to be sealed with: the one that it was sealed with before, as long as the ring has it,
   * or else the one of the moment; undefined for a template without a sealed barcode.
   */
  readonly keyIdFor: (template: Template, before: string | undefined) => Promise<string | undefined>
  /** What seals with that key; undefined for a template without a sealed barcode. */
  readonly sealerFor: (template: Template, before: string | undefined) => Promise<SealBarcode | undefined>
  /** Whether a barcode was sealed with a key that is not in the ring any more. */
  readonly isOutdated: (keyId: string | undefined) => Promise<boolean>
  /** What scanners are told. */
  readonly keySet: () => Promise<BarcodeKeySet>
}

const loadKeys = () => import('../../core/links/barcode-keys.ts')

/** Makes what seals barcodes. */
export const makeBarcodes = (ports: KeysPorts): Barcodes => {
  const keys = makeBarcodeKeys(ports)
  // A sealer for each key: what is derived for it is derived once. A ring that is dropped takes its entries along.
  const sealers = new WeakMap<KeyRing['keys'], Map<string, SealBarcode>>()

  const find = async (before: string | undefined): Promise<readonly [ring: KeyRing, keyId: string]> => {
    const ring = await (before === undefined ? keys.current() : keys.with(before))
    return [ring, before !== undefined && hasKey(ring, before) ? before : ring.current]
  }

  const sealerOf = async (ring: KeyRing, keyId: string): Promise<SealBarcode> => {
    const ofRing = sealers.get(ring.keys) ?? new Map<string, SealBarcode>()
    sealers.set(ring.keys, ofRing)
    const known = ofRing.get(keyId)
    if (known) return known
    const sealer = (await loadKeys()).makeBarcodeSealer(ring, keyId)
    ofRing.set(keyId, sealer)
    return sealer
  }

  return {
    keyIdFor: async ({ settings }, before) => (settings.sealedBarcode ? (await find(before))[1] : undefined),
    sealerFor: async ({ settings }, before) =>
      settings.sealedBarcode ? await sealerOf(...(await find(before))) : undefined,
    isOutdated: async (keyId) => keyId !== undefined && !hasKey(await keys.with(keyId), keyId),
    keySet: async () => {
      const [ring, { barcodeKeySet }] = await Promise.all([keys.current(), loadKeys()])
      return barcodeKeySet(ring, ring.retired ?? [])
    },
  }
}
