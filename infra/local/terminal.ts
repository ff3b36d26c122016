/** What the local stack writes to the terminal, or to whatever its output goes to. */

/** Writes lines, and on a terminal one line below them that is overwritten. */
export interface Terminal {
  readonly say: (line: string) => void
  /** Shows how far something has come; where nobody is watching, a line at each quarter. */
  readonly progress: (done: number, total: number, what: string) => void
}

/** Output that may be a terminal. */
export interface Output {
  readonly isTTY?: boolean
  readonly write: (text: string) => unknown
}

const clearLine = '\r\u001b[K'

/** Makes a terminal. */
export const makeTerminal = (output: Output): Terminal => {
  const isWatched = output.isTTY === true
  let shown = ''
  let quarter = 0
  return {
    say: (line) => {
      output.write(shown === '' ? `${line}\n` : `${clearLine}${line}\n${shown}`)
    },
    progress: (done, total, what) => {
      const line = `${what}: ${done} of ${total}`
      if (isWatched) {
        shown = done === total ? '' : line
        output.write(done === total ? `${clearLine}${line}\n` : `${clearLine}${line}`)
        return
      }
      const reached = Math.floor((done / total) * 4)
      if (reached > quarter) output.write(`${line}\n`)
      quarter = reached
    },
  }
}
