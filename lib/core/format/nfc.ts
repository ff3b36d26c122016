/** Which passes Apple lets only certain developers sign. */
import type { JsonObject } from './json.ts'

/**
 * Whether a pass needs a certificate with NFC: it talks to readers, or asks its holder to personalize it, which is
 * only done over NFC.
 *
 * @see https://developer.apple.com/documentation/walletpasses/pass/nfc
 */
export const needsNfc = (pass: JsonObject, hasFile: (path: string) => boolean): boolean =>
  (pass.nfc ?? null) !== null || hasFile('personalization.json')
