/** Finds what is wrong with a JSON text, in our own words: an engine's words repeat pieces of the text. */

/** How deep arrays and objects may nest, in texts and in values. */
export const maxDepth = 100

const blanks = /[\t\n\r ]*/y
const literal = /true|false|null/y
const integer = /^-?\d+$/
const numeral = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON wants control characters escaped
const plain = /[^"\\\u0000-\u001f]*/y
const escaped = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y

class Scanner {
  /** Where whole numbers stand that a number of JavaScript's does not keep exactly: first character, and behind the last. */
  readonly largeIntegers: (readonly [start: number, end: number])[] = []
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): void {
    this.#value(0)
    if (this.#at < this.#text.length) throw this.#fault('nothing more was expected')
  }

  /** A value and the blanks around it. */
  #value(depth: number): void {
    this.#take(blanks)
    const first = this.#text[this.#at]
    if (first === '{') this.#object(depth + 1)
    else if (first === '[') this.#array(depth + 1)
    else if (first === '"') this.#string()
    else if (this.#take(literal) === '') this.#number()
    this.#take(blanks)
  }

  #object(depth: number): void {
    this.#open(depth)
    const names = new Set<string>()
    if (this.#is('}')) return
    do {
      this.#take(blanks)
      this.#name(names)
      this.#take(blanks)
      if (!this.#is(':')) throw this.#fault('expected :')
      this.#value(depth)
    } while (this.#is(','))
    if (!this.#is('}')) throw this.#fault('expected , or }')
  }

  #array(depth: number): void {
    this.#open(depth)
    if (this.#is(']')) return
    do this.#value(depth)
    while (this.#is(','))
    if (!this.#is(']')) throw this.#fault('expected , or ]')
  }

  #open(depth: number): void {
    if (depth > maxDepth) throw this.#fault(`arrays and objects are nested more than ${maxDepth} deep`)
    this.#at++
    this.#take(blanks)
  }

  #name(names: Set<string>): void {
    const start = this.#at
    if (this.#text[start] !== '"') throw this.#fault('expected a name in double quotes')
    this.#string()
    const name = String(JSON.parse(this.#text.slice(start, this.#at)))
    // What of two counts is up to the reader: we might check the one, and Wallet show the other.
    if (names.has(name)) throw this.#fault('the name stands twice in its object', start)
    names.add(name)
  }

  #string(): void {
    this.#at++
    do this.#take(plain)
    while (this.#take(escaped) !== '')
    if (this.#is('"')) return
    throw this.#fault(
      this.#at < this.#text.length ? 'a text has a line break, a control character or a wrong \\' : 'a text never ends',
    )
  }

  #number(): void {
    const start = this.#at
    const digits = this.#take(numeral)
    if (digits === '') throw this.#fault('expected a value')
    const value = Number(digits)
    if (!Number.isFinite(value)) throw this.#fault('the number is too large', start)
    if (!Number.isSafeInteger(value) && integer.test(digits)) this.largeIntegers.push([start, this.#at])
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  #is(mark: string): boolean {
    if (this.#text[this.#at] !== mark) return false
    this.#at++
    return true
  }

  #fault(reason: string, at = this.#at): SyntaxError {
    const lines = this.#text.slice(0, at).split('\n')
    return new SyntaxError(`line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}: ${reason}`)
  }
}

/**
 * Checks that a text is JSON, in which no object has a name twice, no number is beyond JavaScript's and nothing nests
 * deeper than {@link maxDepth}.
 *
 * @returns where whole numbers stand that a number of JavaScript's does not keep exactly
 * @throws SyntaxError naming line and column (in UTF-16 units), never the text
 */
export const scanJson = (text: string): readonly (readonly [start: number, end: number])[] => {
  const scanner = new Scanner(text)
  scanner.document()
  return scanner.largeIntegers
}
