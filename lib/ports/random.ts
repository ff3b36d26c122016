/** Chance, as a port: tests seed it. */
import type { Bytes } from '../core/bytes.ts'

/** Gives random bytes that nobody can foretell. */
export interface Random {
  readonly bytes: (length: number) => Bytes
}
