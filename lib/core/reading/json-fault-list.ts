/** Collects what is wrong with a JSON text, with line and column. */
import type { JsonFaultCode } from './json-explanations.ts'

/** One thing that is wrong with a JSON text. */
export interface JsonFault {
  readonly code: JsonFaultCode
  /** What is wrong, without the place: "a comment". */
  readonly message: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column: number
}

/** More of them help nobody, and a hostile text could have millions. */
const mostFaults = 50

/** The faults of one text, as far as anybody wants to read them. */
export class JsonFaultList {
  readonly faults: JsonFault[] = []
  readonly #text: string
  /** A place whose line is known; lines are counted on from there. */
  #known = { at: 0, line: 1, lineStart: 0 }

  constructor(text: string) {
    this.#text = text
  }

  /** Adds a fault at a place of the text, given in UTF-16 units. */
  add(code: JsonFaultCode, message: string, at: number): void {
    if (this.faults.length >= mostFaults) return
    this.#moveTo(at)
    this.faults.push({ code, message, line: this.#known.line, column: at - this.#known.lineStart + 1 })
  }

  #moveTo(at: number): void {
    if (at < this.#known.at) this.#known = { at: 0, line: 1, lineStart: 0 }
    let { line, lineStart } = this.#known
    for (let next = this.#text.indexOf('\n', this.#known.at); next >= 0 && next < at; ) {
      line++
      lineStart = next + 1
      next = this.#text.indexOf('\n', lineStart)
    }
    this.#known = { at, line, lineStart }
  }
}
