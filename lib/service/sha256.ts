/** SHA-256 as text. */
import { type Bytes, hex } from '../core/bytes.ts'

/** The SHA-256 of some bytes in lowercase hexadecimal. */
export const sha256Hex = async (bytes: Bytes): Promise<string> =>
  hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
