/** `pass.strings`: the texts of one language, in Apple's strings format. */
import { type Bytes, utf8 } from '../bytes.ts'
import { decodeText } from './decode-text.ts'
import { readEntries, type StringsFault } from './strings-reader.ts'

/** The texts of one language: lookup key to text. */
export type Strings = ReadonlyMap<string, string>

// Fewer than could be escaped: KDE's reader knows these alone, but for the quote, and takes a tab as it stands.
const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r' }
// Everything that would end the literal or not survive as a character: quote, backslash, controls but for the tab.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to be found
const unsafe = /["\\\u0000-\u0008\u000a-\u001f]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
const asciiOnly = /^[\u0000-\u007f]*$/

/** Text as it stands between the quotes of a strings file. */
const escapeString = (text: string): string =>
  text.replace(unsafe, (char) => escapes[char] ?? `\\U${char.charCodeAt(0).toString(16).padStart(4, '0')}`)

const toUtf16 = (text: string): Bytes => {
  const bytes = new Uint8Array(2 + text.length * 2)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0xfeff)
  for (let index = 0; index < text.length; index++) view.setUint16(2 + index * 2, text.charCodeAt(index))
  return bytes
}

/**
 * Writes a strings file, one `"key" = "text";` a line, sorted by key so that equal texts are equal bytes. ASCII stays
 * ASCII; anything else is UTF-16 with a byte order mark, the encoding that Apple documents for it. Big endian: Apple reads
 * both orders, KDE's reader this one alone.
 */
export const writeStrings = (strings: Strings): Bytes => {
  const keys = [...strings.keys()].sort()
  const lines = keys.map((key) => `"${escapeString(key)}" = "${escapeString(strings.get(key) ?? '')}";\n`)
  const text = lines.join('')
  return asciiOnly.test(text) ? utf8(text) : toUtf16(text)
}

/** What a strings file says, as far as it can be read. */
export interface StringsReading {
  /** The texts that could be read; of a key that stands twice, the last one. */
  readonly entries: Strings
  /** Everything that is wrong with the file, in its order. */
  readonly faults: readonly StringsFault[]
}

const startsWith = (bytes: Uint8Array, start: string): boolean =>
  Array.from(start).every((char, index) => bytes[index] === char.charCodeAt(0))

/**
 * Reads a strings file as far as it goes: UTF-8 and UTF-16 of either byte order, with or without a byte order mark. What
 * is broken is left out and told. Never throws; the work is proportional to the bytes.
 */
export const readStringsTolerantly = (bytes: Uint8Array): StringsReading => {
  if (startsWith(bytes, 'bplist'))
    return { entries: new Map(), faults: [{ kind: 'property-list', line: 1, reason: 'it is a binary property list' }] }
  const { text, encoding, marked, brokenAt } = decodeText(bytes)
  const encodingFaults: StringsFault[] = []
  if (encoding !== 'utf-8' && !marked) {
    encodingFaults.push({ kind: 'unmarked', line: 1, reason: 'it is UTF-16 without a byte order mark' })
  }
  // Half a surrogate pair is shown as one odd character, and harms nothing else.
  if (brokenAt !== undefined && (encoding === 'utf-8' || bytes.length % 2 === 1)) {
    const line = text.slice(0, brokenAt).split('\n').length
    const reason = `a character is not valid ${encoding === 'utf-8' ? 'UTF-8' : 'UTF-16'}`
    encodingFaults.push({ kind: 'encoding', line, reason })
  }
  const { entries, faults } = readEntries(text)
  return { entries, faults: [...encodingFaults, ...faults] }
}

/**
 * Reads a strings file: UTF-8 with or without a byte order mark, UTF-16 of either byte order with one.
 *
 * @throws SyntaxError naming the line, if the file does not parse or a key stands twice
 */
export const readStrings = (bytes: Uint8Array): Strings => {
  const { entries, faults } = readStringsTolerantly(bytes)
  const [fault] = faults
  if (fault) throw new SyntaxError(`line ${fault.line}: ${fault.reason}`)
  return entries
}
