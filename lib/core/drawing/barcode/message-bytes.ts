/** The bytes of a barcode's message: what a scanner reads, by the charset that the pass names. */
import { type Bytes, utf8 } from '../../bytes.ts'
import { charsetOf, firstUnwritable, windowsExtras } from '../../format/charsets.ts'

type Encode = (message: string) => Bytes | undefined

const latin1: Encode = (message) => Uint8Array.from(message, (char) => char.charCodeAt(0))

const utf16: (first: 0 | 8) => Encode = (first) => (message) =>
  Uint8Array.from(
    { length: message.length * 2 },
    (_, index) =>
      // Uint8Array keeps the lower eight bits.
      message.charCodeAt(index >> 1) >> (index % 2 === 0 ? first : 8 - first),
  )

const windows1252: Encode = (message) =>
  Uint8Array.from(message, (char) => {
    const extra = char === ' ' ? -1 : windowsExtras.indexOf(char)
    return extra < 0 ? char.charCodeAt(0) : 0x80 + extra
  })

const encodings: Readonly<Record<string, Encode>> = {
  'us-ascii': latin1,
  'iso-8859-1': latin1,
  'windows-1252': windows1252,
  'utf-8': utf8,
  // RFC 2781, section 4.3: what bears no mark of its byte order is big-endian.
  'utf-16': utf16(8),
}

/** What a charset's bytes mean, one by one: the platform knows it for reading, and reading can be turned round. */
const readSingleBytes = (charset: string): ReadonlyMap<string, number> => {
  const byChar = new Map<string, number>()
  for (let byte = 0xff; byte >= 0; byte--) {
    try {
      byChar.set(new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(Uint8Array.of(byte)), byte)
    } catch {
      // A charset that this platform cannot read, or the first byte of several.
    }
  }
  return byChar
}

const bySingleBytes =
  (charset: string): Encode =>
  (message) => {
    const byChar = readSingleBytes(charset)
    const chars = Array.from(message)
    // What every charset that a barcode may name has in common.
    const byteOf = (char: string): number | undefined => (char <= '\u007f' ? char.charCodeAt(0) : byChar.get(char))
    return chars.every((char) => byteOf(char) !== undefined)
      ? Uint8Array.from(chars, (char) => byteOf(char) ?? 0)
      : undefined
  }

/**
 * The bytes of a message; undefined where the charset is unknown, cannot write the message, or takes several bytes for
 * a character and is not of Unicode.
 *
 * @param messageEncoding a charset's name as IANA registers it
 */
export const messageBytes = (message: string, messageEncoding: string): Bytes | undefined => {
  const charset = charsetOf(messageEncoding)
  if (!charset || firstUnwritable(charset, message) !== undefined) return undefined
  const encode = messageEncoding.toLowerCase() === 'utf-16le' ? utf16(0) : encodings[charset.name]
  return (encode ?? bySingleBytes(charset.name))(message)
}
