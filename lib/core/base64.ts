/** Bytes as base64 (RFC 4648 section 4). */

const alphabet = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const padding = 0x3d
const decoder = new TextDecoder()

/** The text of some bytes. Made for pictures: `btoa` takes several times as long for them, and a string of all bytes. */
export const toBase64 = (bytes: Uint8Array): string => {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4)
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const bits = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0)
    text[to] = alphabet[bits >> 18] ?? 0
    text[to + 1] = alphabet[(bits >> 12) & 63] ?? 0
    text[to + 2] = alphabet[(bits >> 6) & 63] ?? 0
    text[to + 3] = alphabet[bits & 63] ?? 0
  }
  const rest = bytes.length % 3
  if (rest > 0) text.fill(padding, text.length - (3 - rest))
  return decoder.decode(text)
}
