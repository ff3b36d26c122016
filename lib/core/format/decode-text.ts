/** Text of unknown encoding: UTF-8 or UTF-16 of either byte order, with or without a byte order mark. */

/** How a text was written. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** A text, and how it was written. */
export interface DecodedText {
  /** Without a byte order mark. What is no character of the encoding has become U+FFFD. */
  readonly text: string
  readonly encoding: Encoding
  /** Whether it began with a byte order mark. */
  readonly marked: boolean
  /** Where in `text`, in UTF-16 units, the first sequence of bytes stands that is no character; undefined if none does. */
  readonly brokenAt?: number
}

const replacement = '\ufffd'
const loneSurrogate = /\p{Cs}/u

/** `String.fromCharCode` takes its characters as arguments, of which an engine allows a limited number. */
const unitsAtOnce = 4096

const unitsOf = (bytes: Uint8Array, littleEndian: boolean): string => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pieces: string[] = []
  for (let from = 0; from + 1 < bytes.length; from += unitsAtOnce * 2) {
    const units: number[] = []
    const to = Math.min(from + unitsAtOnce * 2, bytes.length - 1)
    for (let at = from; at < to; at += 2) units.push(view.getUint16(at, littleEndian))
    pieces.push(String.fromCharCode(...units))
  }
  return pieces.join('')
}

// By hand, because not every runtime's TextDecoder knows both byte orders.
const decodeUtf16 = (bytes: Uint8Array, littleEndian: boolean): Pick<DecodedText, 'text' | 'brokenAt'> => {
  const text = unitsOf(bytes, littleEndian)
  const lone = text.search(loneSurrogate)
  if (lone >= 0) return { text, brokenAt: lone }
  return bytes.length % 2 === 0 ? { text } : { text, brokenAt: text.length }
}

const decodeUtf8 = (bytes: Uint8Array): Pick<DecodedText, 'text' | 'brokenAt'> => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    return { text, brokenAt: Math.max(0, text.indexOf(replacement)) }
  }
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

const marks = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const

/** Of a text that begins with two ASCII characters, the place of the zeros tells the byte order (RFC 4627, section 3). */
const unmarkedEncoding = (bytes: Uint8Array): Encoding => {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes
  if (bytes.length < 2) return 'utf-8'
  if (first === 0 && second !== 0) return 'utf-16be'
  const isLittle = first !== 0 && second === 0 && (bytes.length < 4 || third !== 0 || fourth !== 0)
  return isLittle ? 'utf-16le' : 'utf-8'
}

/** Reads a text that begins with ASCII, as JSON does. Never throws. Work and memory are proportional to the bytes. */
export const decodeText = (bytes: Uint8Array): DecodedText => {
  const mark = marks.find((each) => startsWith(bytes, each.bytes))
  const encoding = mark?.encoding ?? unmarkedEncoding(bytes)
  const body = bytes.subarray(mark?.bytes.length ?? 0)
  const decoded = encoding === 'utf-8' ? decodeUtf8(body) : decodeUtf16(body, encoding === 'utf-16le')
  return { ...decoded, encoding, marked: mark !== undefined }
}
