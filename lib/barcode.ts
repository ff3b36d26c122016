/**
 * Verifies sealed barcodes: for scanners, in browsers, in Node and wherever JavaScript runs. It needs no network. And for who
 * builds passes without the service, what seals them.
 *
 * @module
 */
export { type BarcodeJwk, type BarcodeKeySet, barcodeKeySet, makeBarcodeSealer } from './core/links/barcode-keys.ts'
export {
  type BarcodeOutcome,
  type BarcodeRefusal,
  makeBarcodeVerifier,
  type ScannerOptions,
  type SealedContents,
  type VerifyBarcode,
} from './core/links/barcode-verifier.ts'
export type { RootKeys } from './core/links/keys.ts'
export type { BarcodeClaims, SealBarcode } from './core/sealing/claims.ts'
