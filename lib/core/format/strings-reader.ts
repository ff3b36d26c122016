/** The reader of Apple's strings syntax: `"key" = "text";` with block and line comments. */

const blanks = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y
const bareWord = /[A-Za-z0-9_.$/:-]+/y
const literal = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)"/y
const escapes = /\\(?:[Uu]([0-9A-Fa-f]{1,4})|([\s\S]))/g
const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' }

const plain = (text: string): string =>
  text.replace(escapes, (_, code: string | undefined, char: string | undefined) =>
    code === undefined ? (named[char ?? ''] ?? char ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  )

/** Reads the entries of one strings file. */
export class StringsReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text.startsWith('\ufeff') ? text.slice(1) : text
  }

  /**
   * All entries in the order of the file.
   *
   * @throws SyntaxError naming the line, if the file does not parse or a key stands twice
   */
  read(): Map<string, string> {
    const entries = new Map<string, string>()
    for (this.#take(blanks); this.#at < this.#text.length; this.#take(blanks)) {
      const key = this.#word('a key')
      // `"key";` is a legal short form: the text is the key itself.
      const text = this.#is('=') ? this.#word('a text') : key
      if (!this.#is(';')) throw this.#fault('expected ; at the end of the entry')
      if (entries.has(key)) throw this.#fault(`the key "${key}" stands twice`)
      entries.set(key, text)
    }
    return entries
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match) this.#at = pattern.lastIndex
    return match
  }

  #is(mark: string): boolean {
    this.#take(blanks)
    if (this.#text[this.#at] !== mark) return false
    this.#at++
    return true
  }

  #word(what: string): string {
    this.#take(blanks)
    const quoted = this.#take(literal)
    if (quoted) return plain(quoted[1] ?? '')
    const bare = this.#take(bareWord)
    if (bare) return bare[0]
    throw this.#fault(`expected ${what}${this.#text[this.#at] === '"' ? ', but its quotes never close' : ''}`)
  }

  #fault(reason: string): SyntaxError {
    const line = this.#text.slice(0, this.#at).split('\n').length
    return new SyntaxError(`line ${line}: ${reason}`)
  }
}
