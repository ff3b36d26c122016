/** What a command may write to: results on standard output, everything said about the work on standard error. */

/** The two streams of a command, and whether a person is watching. */
export interface Terminal {
  /** Results; one line, without its line end. */
  readonly print: (line: string) => void
  /** Remarks, warnings and errors; one line, without its line end. */
  readonly say: (line: string) => void
  /** Shows how far long work has come, on one line that is overwritten. Does nothing unless a person is watching. */
  readonly progress: (done: number, total: number, what: string) => void
}

const width = 30

const bar = (done: number, total: number): string => {
  const filled = total === 0 ? width : Math.floor((done / total) * width)
  return `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}]`
}

/** The terminal of this process. */
export const processTerminal = (): Terminal => {
  const isWatched = process.stderr.isTTY === true
  let shown = 0
  return {
    print: (line) => {
      process.stdout.write(`${line}\n`)
    },
    say: (line) => {
      process.stderr.write(`${line}\n`)
    },
    progress: (done, total, what) => {
      const now = Date.now()
      if (!isWatched || (done < total && now - shown < 50)) return
      shown = now
      process.stderr.write(`\r${bar(done, total)} ${done}/${total} ${what}${done === total ? '\n' : ''}`)
    },
  }
}
