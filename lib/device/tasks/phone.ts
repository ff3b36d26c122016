/** What the tasks of a device work with. */
import type { Bytes } from '../../core/bytes.ts'
import type { Trust } from '../../core/signing/trust.ts'
import type { Reader } from '../lock-screen/changes.ts'
import type { HeldPasses } from '../wallet/held-passes.ts'

/** A device, as its tasks see it. */
export interface Phone {
  readonly deviceLibraryIdentifier: string
  /** Another one after it has been rotated. */
  pushToken: string
  readonly held: HeldPasses
  readonly trust: Trust
  readonly reader: Omit<Reader, 'now'>
  /** Random bytes. */
  readonly random: (length: number) => Bytes
}

/** The length of a push token. Servers must not rely on it. */
export const pushTokenBytes = 32
