/** The log of a function: a file, emptied at each start of the stack. */
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** Takes what a function writes. */
export interface FunctionLog {
  readonly write: (text: string) => void
  readonly close: () => Promise<void>
}

/** Opens the log file. Only its owner may read it. */
export const openLog = (file: string): FunctionLog => {
  mkdirSync(dirname(file), { recursive: true })
  const stream = createWriteStream(file, { flags: 'w', mode: 0o600 })
  return {
    write: (text) => {
      stream.write(text)
    },
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  }
}
