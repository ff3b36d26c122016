import { describe, expect, it } from 'vitest'
import { help, readOptions } from './options.ts'

const refusalOf = (...words: string[]): string => {
  try {
    readOptions(words)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return 'nothing'
}

describe('the options of npm run serve', () => {
  it('are those of one machine behind a proxy without any', () => {
    expect(readOptions([])).toEqual({ host: '127.0.0.1', port: 8080, parts: ['http', 'work'], grace: 25 })
  })

  it('say where to listen, and for what', () => {
    const words = '--host 0.0.0.0 --port 443 --certificate chain.pem --key key.pem --only http --grace 5'.split(' ')
    expect(readOptions(words)).toEqual({
      host: '0.0.0.0',
      port: 443,
      parts: ['http'],
      grace: 5,
      tls: { certificateFile: 'chain.pem', keyFile: 'key.pem' },
    })
  })

  it('name every variable of the environment in their help', () => {
    expect(readOptions(['-h'])).toBe('help')
    for (const name of ['PASSES_TABLE', 'INGEST_QUEUE_URL', 'RESTORED_AT']) expect(help).toContain(`PASSWRIGHT_${name}`)
    expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
  })

  it.each([
    ['--port is no number', ['--port', 'x'], '--port takes a number from 0 to 65535, not "x"'],
    ['--only is no part', ['--only', 'queues'], '--only takes http or work, not "queues"'],
    ['a key without its certificate', ['--key', 'k'], '--certificate FILE and --key FILE go together'],
    ['an option that there is not', ['--prot'], 'npm run serve -- --help lists the options'],
  ])('are refused with what to do: %s', (_, words, message) => {
    expect(refusalOf(...words)).toContain(message)
  })
})
