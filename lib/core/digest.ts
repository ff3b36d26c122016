/** SHA-256: here and now for little, on another thread for much. */
import { sha256 as sha256Here } from '@noble/hashes/sha2.js'
import type { Bytes } from './bytes.ts'

/** Bytes up to which hashing here is quicker than handing them to another thread: measured; manifests and keys are smaller. */
const little = 1536

/** The SHA-256 of some bytes: 32 bytes. */
export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  bytes.length <= little
    ? new Uint8Array(sha256Here(bytes))
    : new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
