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

// Names in a stranger's pass could otherwise move the cursor and forge lines.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to be found
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

const visible = (line: string): string =>
  line.replace(controls, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)

/** Whoever reads our output may stop early (`| head`): that ends the work, and is no fault. */
const endQuietly = (error: Error & { readonly code?: string }): void => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
}

/** The terminal of this process. */
export const processTerminal = (): Terminal => {
  process.stdout.on('error', endQuietly)
  process.stderr.on('error', endQuietly)
  const isWatched = process.stderr.isTTY === true
  let shown = 0
  return {
    print: (line) => {
      process.stdout.write(`${visible(line)}\n`)
    },
    say: (line) => {
      process.stderr.write(`${visible(line)}\n`)
    },
    progress: (done, total, what) => {
      const now = Date.now()
      if (!isWatched || (done < total && now - shown < 50)) return
      shown = now
      process.stderr.write(`\r${bar(done, total)} ${done}/${total} ${what}${done === total ? '\n' : ''}`)
    },
  }
}
