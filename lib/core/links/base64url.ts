/** Bytes as text that is safe in a URL: base64url without padding (RFC 4648 section 5). */
import { toBase64 } from '../base64.ts'
import type { Bytes } from '../bytes.ts'

const pattern = /^[A-Za-z0-9_-]*$/

/** The text of some bytes. */
export const toBase64url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/**
 * The bytes of a text; undefined if the text is not the one that {@link toBase64url} writes for them. A last character
 * with bits to spare could be written in several ways (section 3.5); only one of them is taken.
 */
export const fromBase64url = (text: string): Bytes | undefined => {
  // No number of bytes takes one character more than a multiple of four.
  if (text.length % 4 === 1 || !pattern.test(text)) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  return toBase64url(bytes) === text ? bytes : undefined
}
