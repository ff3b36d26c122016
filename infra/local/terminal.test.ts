import { describe, expect, it } from 'vitest'
import { makeTerminal } from './terminal.ts'

const written = (isTTY: boolean, use: (terminal: ReturnType<typeof makeTerminal>) => void): string => {
  let text = ''
  use(makeTerminal({ isTTY, write: (part) => (text += part) }))
  return text
}

describe('progress', () => {
  it('is one line that is overwritten on a terminal, with what is said above it', () => {
    const text = written(true, ({ say, progress }) => {
      progress(1, 4, 'flights')
      say('hello')
      progress(4, 4, 'flights')
    })
    expect(text).toBe('\r\u001b[Kflights: 1 of 4\r\u001b[Khello\nflights: 1 of 4\r\u001b[Kflights: 4 of 4\n')
  })

  it('is a line a quarter where nobody watches', () => {
    const text = written(false, ({ progress }) => {
      for (let done = 1; done <= 200; done++) progress(done, 200, 'flights')
    })
    expect(text).toBe('flights: 50 of 200\nflights: 100 of 200\nflights: 150 of 200\nflights: 200 of 200\n')
  })
})
