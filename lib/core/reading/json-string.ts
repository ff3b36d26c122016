/** Reads one text of a JSON file, from quote to quote. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to be found
const plain = /[^"\\\u0000-\u001f]*/y
const fourDigits = /^[0-9A-Fa-f]{4}$/
const loneSurrogate = /\p{Cs}/u

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** Told of what is wrong, and of its place in UTF-16 units. */
type Report = (code: 'json-control-character' | 'json-escape', message: string, at: number) => void

/** What an escape stands for, and where the text goes on. A wrong one stands for the character behind the backslash. */
const readEscape = (text: string, at: number, report: Report): { readonly char: string; readonly end: number } => {
  const kind = text[at + 1] ?? ''
  const known = escapes.get(kind)
  if (known !== undefined) return { char: known, end: at + 2 }
  const digits = text.slice(at + 2, at + 6)
  if (kind === 'u' && fourDigits.test(digits))
    return { char: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 6 }
  report('json-escape', 'JSON does not know this escape', at)
  return { char: kind, end: at + 1 + kind.length }
}

/** What stands between two quotes. */
interface ReadString {
  readonly value: string
  /** Behind the closing quote. */
  readonly end: number
  /** Whether there is a closing quote. */
  readonly closed: boolean
}

/**
 * Reads the text whose opening quote stands at `start`. Control characters and wrong escapes are reported and read on; the
 * first control character of a text is told of, not each.
 */
export const readJsonString = (text: string, start: number, report: Report): ReadString => {
  const pieces: string[] = []
  let told = false
  let escaped = false
  let at = start + 1
  while (at < text.length) {
    plain.lastIndex = at
    const piece = plain.exec(text)?.[0] ?? ''
    pieces.push(piece)
    at += piece.length
    const stop = text[at] ?? ''
    if (stop === '"' || stop === '') break
    if (stop === '\\') {
      const { char, end } = readEscape(text, at, report)
      pieces.push(char)
      escaped = true
      at = end
      continue
    }
    if (!told) report('json-control-character', 'a line break or another control character is not escaped', at)
    told = true
    pieces.push(stop)
    at++
  }
  const value = pieces.join('')
  if (escaped && loneSurrogate.test(value)) report('json-escape', 'an escape is half of a surrogate pair', start)
  return { value, end: at + 1, closed: text[at] === '"' }
}
