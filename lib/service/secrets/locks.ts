/** What needs no more than keys: checking tokens, sealing and unsealing. It is quick to load. */
import { type Keys, type KeysPorts, makeKeys } from './key-ring.ts'
import { makeSealer, type Sealer, type SealerPorts } from './sealer.ts'

/** The keys of tokens and links, and what seals. */
export interface Locks {
  readonly keys: Keys
  readonly sealer: Sealer
}

/** Makes both. */
export const makeLocks = (ports: KeysPorts & SealerPorts): Locks => ({
  keys: makeKeys(ports),
  sealer: makeSealer(ports),
})
