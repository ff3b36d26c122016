/** What needs no more than keys: checking tokens, sealing and unsealing. It is quick to load. */
import { type Barcodes, makeBarcodes } from './barcodes.ts'
import { type Keys, type KeysPorts, makeKeys } from './key-ring.ts'
import { makeSealer, type Sealer, type SealerPorts } from './sealer.ts'

/** The keys of tokens and links, what seals data, and what seals barcodes. */
export interface Locks {
  readonly keys: Keys
  readonly sealer: Sealer
  readonly barcodes: Barcodes
}

/** Makes all three. */
export const makeLocks = (ports: KeysPorts & SealerPorts): Locks => ({
  keys: makeKeys(ports),
  sealer: makeSealer(ports),
  barcodes: makeBarcodes(ports),
})
