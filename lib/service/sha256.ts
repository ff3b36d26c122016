/** SHA-256 as text. */
import { type Bytes, hex } from '../core/bytes.ts'
import { sha256 } from '../core/digest.ts'

/** The SHA-256 of some bytes in lowercase hexadecimal. */
export const sha256Hex = async (bytes: Bytes): Promise<string> => hex(await sha256(bytes))
