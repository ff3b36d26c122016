/** The charsets that turn a barcode's message into bytes: their names, and which text each can write. */

/** A charset by one of its names. */
export interface Charset {
  /** Its preferred name, in lower case. */
  readonly name: string
  /**
   * How many bytes it makes of a character (a code point), undefined where it has none for it. A charset without this is
   * known by name alone: it writes ASCII as ASCII, and nothing is known of the rest.
   */
  readonly sizeOf?: (codePoint: number) => number | undefined
}

const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff

/** What windows-1252 has in place of the control characters 80 to 9F of Latin-1, in order; a space where it has nothing. */
export const windowsExtras = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

const windowsOnly = new Set(Array.from(windowsExtras, (char) => char.codePointAt(0)))

const isLatin = (point: number): boolean => point < 0x80 || (point >= 0xa0 && point <= 0xff)

const utf8Size = (point: number): number | undefined => {
  if (isSurrogate(point)) return undefined
  if (point < 0x80) return 1
  if (point < 0x800) return 2
  return point < 0x1_0000 ? 3 : 4
}

const utf8: Charset = { name: 'utf-8', sizeOf: utf8Size }
const latin1: Charset = { name: 'iso-8859-1', sizeOf: (point) => (point <= 0xff ? 1 : undefined) }
const ascii: Charset = { name: 'us-ascii', sizeOf: (point) => (point < 0x80 ? 1 : undefined) }
const windows1252: Charset = {
  name: 'windows-1252',
  sizeOf: (point) => (isLatin(point) || windowsOnly.has(point) ? 1 : undefined),
}
const utf16: Charset = {
  name: 'utf-16',
  sizeOf(point) {
    if (isSurrogate(point)) return undefined
    return point < 0x1_0000 ? 2 : 4
  },
}

const others = [
  ...Array.from({ length: 15 }, (_, index) => `iso-8859-${index + 2}`),
  ...Array.from({ length: 9 }, (_, index) => `windows-125${index}`),
  ...['shift_jis', 'euc-jp', 'iso-2022-jp', 'euc-kr', 'gb2312', 'gbk', 'gb18030', 'big5', 'koi8-r', 'koi8-u'],
  ...['macintosh', 'tis-620', 'windows-874', 'ibm437', 'cp437', 'cp850', 'cp1251', 'iso-8859-8-i', 'big5-hkscs'],
]

const names: ReadonlyMap<string, Charset> = new Map<string, Charset>([
  ...others.map((name): [string, Charset] => [name, { name }]),
  ...[
    'iso-8859-1',
    'iso_8859-1',
    'iso_8859-1:1987',
    'iso-ir-100',
    'latin1',
    'l1',
    'ibm819',
    'cp819',
    'csisolatin1',
  ].map((name): [string, Charset] => [name, latin1]),
  ...['us-ascii', 'ascii', 'ansi_x3.4-1968', 'iso646-us', 'us', 'ibm367', 'cp367', 'csascii'].map(
    (name): [string, Charset] => [name, ascii],
  ),
  ...['utf-8', 'csutf8'].map((name): [string, Charset] => [name, utf8]),
  ...['windows-1252', 'cp1252', 'cswindows1252'].map((name): [string, Charset] => [name, windows1252]),
  ...['utf-16', 'utf-16be', 'utf-16le'].map((name): [string, Charset] => [name, utf16]),
])

/**
 * The charset of a name as IANA registers it, in whatever case; undefined for a name that is none.
 *
 * @see https://www.iana.org/assignments/character-sets/character-sets.xhtml
 */
export const charsetOf = (name: string): Charset | undefined => names.get(name.toLowerCase())

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const byBareName: ReadonlyMap<string, Charset> = new Map(
  [...names].toReversed().map(([name, charset]) => [bare(name), charset]),
)

/** The charset that a mistyped name most likely means: `iso-8859-1` for `ISO8859-1`. */
export const charsetMeant = (name: string): Charset | undefined =>
  byBareName.get(bare(name)) ?? byBareName.get(`iso${bare(name)}`)

/** The first character of a text that a charset cannot write; undefined if there is none, or if that is not known. */
export const firstUnwritable = ({ sizeOf }: Charset, text: string): string | undefined => {
  if (!sizeOf) return undefined
  for (const char of text) if (sizeOf(char.codePointAt(0) ?? 0) === undefined) return char
  return undefined
}

/** How many bytes a charset makes of a text; a character of which that is not known counts as two. */
export const byteLength = ({ sizeOf }: Charset, text: string): number => {
  let length = 0
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0
    length += sizeOf?.(point) ?? (point < 0x80 ? 1 : 2)
  }
  return length
}
