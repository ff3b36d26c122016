/** `pass.strings`: the texts of one language, in Apple's strings format. */
import { type Bytes, utf8 } from '../bytes.ts'
import { StringsReader } from './strings-reader.ts'

/** The texts of one language: lookup key to text. */
export type Strings = ReadonlyMap<string, string>

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
// Everything that would end the literal or not survive as a character: quote, backslash, controls, line separators.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to be found
const unsafe = /["\\\u0000-\u001f\u007f\u2028\u2029]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
const asciiOnly = /^[\u0000-\u007f]*$/

/** Text as it stands between the quotes of a strings file. */
const escapeString = (text: string): string =>
  text.replace(unsafe, (char) => escapes[char] ?? `\\U${char.charCodeAt(0).toString(16).padStart(4, '0')}`)

const toUtf16 = (text: string): Bytes => {
  const bytes = new Uint8Array(2 + text.length * 2)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0xfeff, true)
  for (let index = 0; index < text.length; index++) view.setUint16(2 + index * 2, text.charCodeAt(index), true)
  return bytes
}

/**
 * Writes a strings file, one `"key" = "text";` a line, sorted by key so that equal texts are equal bytes. ASCII stays
 * ASCII; anything else is UTF-16 with a byte order mark, the encoding that Apple documents for it.
 */
export const writeStrings = (strings: Strings): Bytes => {
  const keys = [...strings.keys()].sort()
  const lines = keys.map((key) => `"${escapeString(key)}" = "${escapeString(strings.get(key) ?? '')}";\n`)
  const text = lines.join('')
  return asciiOnly.test(text) ? utf8(text) : toUtf16(text)
}

const encodingOf = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

const decode = (bytes: Uint8Array): string => {
  const encoding = encodingOf(bytes)
  if (encoding === 'utf-8') {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch (cause) {
      throw new SyntaxError('neither UTF-8 nor UTF-16 with a byte order mark', { cause })
    }
  }
  // By hand, because not every runtime's TextDecoder knows both byte orders.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const units: string[] = []
  for (let at = 2; at + 1 < bytes.length; at += 2) {
    units.push(String.fromCharCode(view.getUint16(at, encoding === 'utf-16le')))
  }
  return units.join('')
}

/**
 * Reads a strings file: UTF-8 with or without a byte order mark, UTF-16 of either byte order with one.
 *
 * @throws SyntaxError naming the line, if the file does not parse or a key stands twice
 */
export const readStrings = (bytes: Uint8Array): Map<string, string> => new StringsReader(decode(bytes)).read()
