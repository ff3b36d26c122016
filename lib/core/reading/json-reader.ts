/** The reader of JSON as people and tools write it: it goes on behind everything whose meaning is clear. */
import type { Json } from '../format/json.ts'
import { maxDepth } from '../format/json-scanner.ts'
import { shownName } from '../format/package-path.ts'
import type { JsonFaultCode } from './json-explanations.ts'
import type { JsonFaultList } from './json-fault-list.ts'
import { readJsonString } from './json-string.ts'

const blanks = /[\t\n\r ]*/y
const otherBlanks = /[^\S\t\n\r ]+/y
const word = /[A-Za-z]+/y
const numberLike = /[-+.0-9][-+.0-9A-Za-z]*/y
const integer = /^-?\d+$/
const numeral = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

const words: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** What some languages write for a number that is none. */
const noNumbers: ReadonlySet<string> = new Set(['NaN', 'Infinity', 'nan', 'inf'])

/** What begins a value, so that a comma was forgotten in front of it. */
const opening = new Set(['"', '{', '['])

/** Thrown where nobody can tell how the text goes on; the reason is among the faults. */
class Unreadable extends Error {}

/** Reads one text. Whatever is wrong with it goes to the faults. */
export class JsonReader {
  readonly #text: string
  readonly #faults: JsonFaultList
  #at = 0

  constructor(text: string, faults: JsonFaultList) {
    this.#text = text
    this.#faults = faults
  }

  /** The value of the text; undefined if it cannot be read to its end. */
  read(): Json | undefined {
    try {
      this.#skip()
      if (this.#at >= this.#text.length) throw this.#unreadable('there is nothing in it')
      const value = this.#value(0)
      this.#skip()
      if (this.#at < this.#text.length) this.#fault('json-invalid', 'something stands behind the end of the value')
      return value
    } catch (cause) {
      if (cause instanceof Unreadable) return undefined
      throw cause
    }
  }

  #value(depth: number): Json {
    const first = this.#text[this.#at]
    if (first === '{') return this.#object(depth + 1)
    if (first === '[') return this.#array(depth + 1)
    if (first === '"') return this.#string()
    const digits = this.#take(numberLike)
    return digits === '' ? this.#word() : this.#number(digits)
  }

  #object(depth: number): Json {
    this.#open(depth)
    // A map first: a member named __proto__ is a member like any other.
    const members = new Map<string, Json>()
    for (this.#skip(); !this.#is('}'); this.#next('}')) {
      const at = this.#at
      if (this.#text[at] !== '"') throw this.#unreadable('a name in double quotes was expected')
      const name = this.#string()
      this.#skip()
      if (!this.#is(':')) throw this.#unreadable('a colon was expected')
      this.#skip()
      const value = this.#value(depth)
      // Apple's parser keeps the first of two, and what it reads is what counts.
      if (members.has(name)) this.#fault('json-duplicate-name', `the name ${shownName(name)} stands twice`, at)
      else members.set(name, value)
    }
    return Object.fromEntries(members)
  }

  #array(depth: number): Json {
    this.#open(depth)
    const items: Json[] = []
    for (this.#skip(); !this.#is(']'); this.#next(']')) items.push(this.#value(depth))
    return items
  }

  #open(depth: number): void {
    if (depth > maxDepth) throw this.#unreadable(`it is nested more than ${maxDepth} deep`, 'json-too-deep')
    this.#at++
  }

  /** From the end of an item to the start of the next, or to the end of all. */
  #next(close: string): void {
    this.#skip()
    const at = this.#at
    if (this.#is(',')) {
      this.#skip()
      if (this.#text[this.#at] === close)
        this.#fault('json-trailing-comma', `a comma stands in front of the ${close}`, at)
      return
    }
    const found = this.#text[at] ?? ''
    if (found === close) return
    if (!opening.has(found)) throw this.#unreadable(`a comma or ${close} was expected`)
    this.#fault('json-invalid', 'a comma is missing')
  }

  #string(): string {
    const { value, end, closed } = readJsonString(this.#text, this.#at, (code, message, at) =>
      this.#fault(code, message, at),
    )
    if (!closed) throw this.#unreadable('the text that begins here never ends')
    this.#at = end
    return value
  }

  #word(): Json {
    const at = this.#at
    const found = this.#take(word)
    const value = words.get(found)
    if (value !== undefined) return value
    this.#at = at
    if (!noNumbers.has(found)) throw this.#unreadable('a value was expected')
    this.#fault('json-number', 'JSON has no such number')
    this.#at += found.length
    return null
  }

  #number(digits: string): number | bigint {
    const at = this.#at - digits.length
    const value = Number(digits)
    if (numeral.test(digits) && Number.isFinite(value))
      // At most 309 digits long, so that this is quick too.
      return Number.isInteger(value) && !Number.isSafeInteger(value) && integer.test(digits) ? BigInt(digits) : value
    const said = Number.isNaN(value) ? Number.parseFloat(digits) : value
    const isTooLarge = said === Number.POSITIVE_INFINITY || said === Number.NEGATIVE_INFINITY
    this.#fault('json-number', isTooLarge ? 'the number is too large' : 'JSON does not write numbers like this', at)
    if (Number.isNaN(said)) return 0
    return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, said))
  }

  /** Skips what stands between values. */
  #skip(): void {
    this.#take(blanks)
    while (this.#comment() || this.#otherBlanks()) this.#take(blanks)
  }

  #comment(): boolean {
    const kind = this.#text.slice(this.#at, this.#at + 2)
    if (kind !== '//' && kind !== '/*') return false
    const close = kind === '//' ? '\n' : '*/'
    const end = this.#text.indexOf(close, this.#at + 2)
    this.#fault('json-comment', 'a comment stands here')
    if (end < 0 && kind === '/*') throw this.#unreadable('the comment never ends')
    this.#at = end < 0 ? this.#text.length : end + close.length
    return true
  }

  #otherBlanks(): boolean {
    const at = this.#at
    const found = this.#take(otherBlanks)
    if (found === '') return false
    const code = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    this.#fault('json-invalid', `the blank U+${code} stands between values, and JSON does not count it as one`, at)
    return true
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

  #fault(code: JsonFaultCode, message: string, at = this.#at): void {
    this.#faults.add(code, message, at)
  }

  #unreadable(message: string, code: JsonFaultCode = 'json-invalid'): Unreadable {
    this.#fault(code, message)
    return new Unreadable(message)
  }
}
