/** The reader of Apple's strings syntax: `"key" = "text";` with block and line comments. */

/** Something that is wrong with a strings file. */
export interface StringsFault {
  /**
   * - `syntax`: an entry that cannot be read
   * - `duplicate`: a key that stands twice
   * - `unmarked`: UTF-16 without a byte order mark
   * - `encoding`: bytes that are no characters
   * - `property-list`: a file of another kind, which Apple's systems read in the same place
   */
  readonly kind: 'syntax' | 'duplicate' | 'unmarked' | 'encoding' | 'property-list'
  /** From 1. */
  readonly line: number
  /** What is wrong there, in a few words: "expected ; at the end of the entry". */
  readonly reason: string
  /** The key that stands twice. */
  readonly key?: string
}

/** The entries of a strings file that could be read, and what could not. */
export interface ReadEntries {
  readonly entries: ReadonlyMap<string, string>
  readonly faults: readonly StringsFault[]
}

/** Where there are more faults than these, the file is no strings file; the others would tell nothing new. */
const mostFaults = 20

const escapes = /\\(?:[Uu]([0-9A-Fa-f]{1,4})|([0-7]{1,3})|([\s\S]))/g
const named: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
}

const plain = (text: string): string =>
  text.includes('\\')
    ? text.replace(escapes, (_, hex: string | undefined, octal: string | undefined, char: string | undefined) => {
        if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
        if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
        return named[char ?? ''] ?? char ?? ''
      })
    : text

const bareWord = /[A-Za-z0-9_.$/:-]+/y

/** What Apple's parser takes for blank: tab to carriage return, space, the separators of lines and paragraphs. */
const isBlank = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || code === 0x2028 || code === 0x2029

class SyntaxFault extends Error {}

class EntriesReader {
  readonly entries = new Map<string, string>()
  readonly faults: StringsFault[] = []
  readonly #text: string
  #at = 0
  // How far lines have been counted, so that all counting together looks at the text once.
  #countedTo = 0
  #line = 1

  constructor(text: string) {
    this.#text = text
  }

  read(): void {
    while (this.faults.length < mostFaults) {
      const start = this.#at
      try {
        this.#skipBlanks()
        if (this.#at >= this.#text.length) return
        this.#readEntry()
      } catch (error) {
        if (!(error instanceof SyntaxFault)) throw error
        this.#note('syntax', error.message)
        this.#toNextLine(start)
      }
    }
  }

  #readEntry(): void {
    const at = this.#at
    const key = this.#word('a key')
    // `"key";` is a legal short form: the text is the key itself.
    const text = this.#is('=') ? this.#word('a text') : key
    if (!this.#is(';')) throw new SyntaxFault('expected ; at the end of the entry')
    if (this.entries.has(key)) this.#note('duplicate', `the key "${key}" stands twice`, key, at)
    this.entries.set(key, text)
  }

  #note(kind: StringsFault['kind'], reason: string, key?: string, at = this.#at): void {
    for (; this.#countedTo < at; this.#countedTo++) if (this.#text[this.#countedTo] === '\n') this.#line++
    this.faults.push({ kind, line: this.#line, reason, ...(key === undefined ? {} : { key }) })
  }

  /** Goes on behind the line of a fault, and always behind where the entry began. */
  #toNextLine(start: number): void {
    const end = this.#text.indexOf('\n', Math.max(this.#at, start + 1))
    this.#at = end < 0 ? this.#text.length : end + 1
  }

  #skipBlanks(): void {
    for (;;) {
      while (isBlank(this.#text.charCodeAt(this.#at))) this.#at++
      if (this.#text.startsWith('//', this.#at)) this.#skipTo('\n', 'a line comment', this.#text.length)
      else if (this.#text.startsWith('/*', this.#at)) this.#skipTo('*/', 'a comment')
      else return
    }
  }

  #skipTo(mark: string, what: string, otherwise?: number): void {
    const end = this.#text.indexOf(mark, this.#at + 2)
    if (end >= 0) this.#at = end + mark.length
    else if (otherwise !== undefined) this.#at = otherwise
    else {
      this.#note('syntax', `${what} never ends`)
      this.#at = this.#text.length
    }
  }

  #is(mark: string): boolean {
    this.#skipBlanks()
    if (this.#text[this.#at] !== mark) return false
    this.#at++
    return true
  }

  #word(what: string): string {
    this.#skipBlanks()
    const quote = this.#text[this.#at]
    if (quote === '"' || quote === "'") return this.#quoted(quote, what)
    bareWord.lastIndex = this.#at
    const bare = bareWord.exec(this.#text)
    if (!bare) throw new SyntaxFault(`expected ${what}`)
    this.#at = bareWord.lastIndex
    return bare[0]
  }

  #quoted(quote: string, what: string): string {
    let end = this.#at + 1
    while (end < this.#text.length && this.#text[end] !== quote) end += this.#text[end] === '\\' ? 2 : 1
    if (end >= this.#text.length) throw new SyntaxFault(`expected ${what}, but its quotes never close`)
    const text = plain(this.#text.slice(this.#at + 1, end))
    this.#at = end + 1
    return text
  }
}

const xmlList = /^\s*<(?:\?xml|!DOCTYPE|plist)/

/** Reads the text of a strings file as far as it goes; what cannot be read is told and left out. */
export const readEntries = (text: string): ReadEntries => {
  if (xmlList.test(text.slice(0, 200))) {
    return { entries: new Map(), faults: [{ kind: 'property-list', line: 1, reason: 'it is a property list in XML' }] }
  }
  const reader = new EntriesReader(text)
  reader.read()
  return { entries: reader.entries, faults: reader.faults }
}
