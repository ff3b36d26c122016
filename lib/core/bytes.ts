/** Bytes as the core handles them: backed by a plain ArrayBuffer, so that every Web API takes them. */
export type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()

/** Text as UTF-8 bytes, without a byte order mark. */
export const utf8 = (text: string): Bytes => encoder.encode(text)

/**
 * A copy of exactly the given bytes. What comes from outside may be a view on a pool shared with strangers (Node's
 * Buffer); a copy at the border keeps such a pool out of what we send or keep.
 */
export const copyBytes = (bytes: Uint8Array): Bytes => new Uint8Array(bytes)

const hexDigits: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lowercase hexadecimal digits, two a byte. */
export const hex = (bytes: Uint8Array): string => {
  let digits = ''
  for (let index = 0; index < bytes.length; index++) digits += hexDigits[bytes[index] ?? 0]
  return digits
}

/** Whether two byte strings are equal. Not for secrets: it stops at the first difference. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])

/** Byte strings, one after the other, as one on a buffer of its own. */
export const joinBytes = (parts: readonly ArrayLike<number>[]): Bytes => {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}
