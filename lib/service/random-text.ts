/** Random text that is safe in URLs. */
import { toBase64url } from '../core/links/base64url.ts'
import type { Random } from '../ports/random.ts'

/** So many random bytes as base64url. */
export const randomText = (random: Random, bytes: number): string => toBase64url(random.bytes(bytes))
