/** Which pass a token or link is for. */
import type { PassTypeIdentifier, SerialNumber } from '../format/identifiers.ts'

/** What tells a pass from all others. */
export interface PassIdentity {
  readonly passTypeIdentifier: PassTypeIdentifier
  readonly serialNumber: SerialNumber
}
