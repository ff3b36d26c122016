/** The key rings as people call them. */
import type { KeyRingName } from '../../ports/secrets.ts'

const rings: Readonly<Record<string, KeyRingName>> = {
  hmac: 'hmac-keys',
  'personal-data': 'personal-data-keys',
  barcodes: 'barcode-keys',
}

/** The ring of a name; undefined if none is called so. */
export const ringNamed = (name: string): KeyRingName | undefined =>
  Object.hasOwn(rings, name) ? rings[name] : undefined
