/** Asks for a passphrase on the terminal, without showing what is typed. */
import process from 'node:process'

/** The streams of a terminal, as far as asking needs them. */
export interface AskingTerminal {
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WritableStream
}

const interrupt = '\u0003'
const endOfInput = '\u0004'
const erasing: ReadonlySet<string> = new Set(['\u007f', '\b'])
const ending: ReadonlySet<string> = new Set(['\r', '\n', endOfInput])
const mostCharacters = 1024

/** Whether there is somebody to ask. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

const collect = (typed: string[], character: string): void => {
  if (erasing.has(character)) typed.pop()
  else if (character >= ' ' && typed.length < mostCharacters) typed.push(character)
}

/** Asks; what was typed up to the end of the line. Ctrl-C ends the program, as it does elsewhere. */
export const askPassphrase = (question: string, { input, output }: AskingTerminal = standard): Promise<string> =>
  new Promise((resolve) => {
    const typed: string[] = []
    // Before the question: what is typed too early would be shown.
    input.setRawMode(true)
    input.setEncoding('utf8')
    output.write(question)
    const stop = (): void => {
      input.off('data', take)
      input.off('end', finish)
      input.setRawMode(false)
      input.pause()
      output.write('\n')
    }
    const finish = (): void => {
      stop()
      resolve(typed.join(''))
    }
    const take = (text: string): void => {
      for (const character of text) {
        if (character === interrupt) {
          stop()
          process.kill(process.pid, 'SIGINT')
          return
        }
        if (ending.has(character)) {
          finish()
          return
        }
        collect(typed, character)
      }
    }
    input.on('data', take)
    input.on('end', finish)
    input.resume()
  })

const standard: AskingTerminal = { input: process.stdin, output: process.stderr }
