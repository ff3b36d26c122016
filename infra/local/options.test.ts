import { describe, expect, it } from 'vitest'
import { readOptions } from './options.ts'

describe('options of npm start', () => {
  it('has defaults', () => {
    expect(readOptions([])).toEqual({ port: 8080, fresh: false, memory: false })
  })

  it('takes a signer with the address that phones reach', () => {
    const words = ['--signer', 'my', '--public-url', 'https://x.example.com/', '--port', '0', '--fresh']
    expect(readOptions(words)).toEqual({
      port: 0,
      fresh: true,
      memory: false,
      own: { signerFolder: 'my', publicUrl: 'https://x.example.com' },
    })
  })

  it.each([[['--help']], [['--port', '1', '-h']]])('%j asks for help', (words) => {
    expect(readOptions(words)).toBe('help')
  })

  it.each([
    [['--port', 'eighty'], '--port takes a number from 0 to 65535, not "eighty"'],
    [['--port', '65536'], '--port takes a number'],
    [['--signer', 'my'], '--signer goes with --public-url URL'],
    [['--public-url', 'https://x.example.com'], '--public-url goes with --signer DIR'],
    [['--signer', 'my', '--public-url', 'http://x.example.com'], 'takes an https address'],
    [['--signer', 'my', '--public-url', 'https://x.example.com/?a=1'], 'takes a host and nothing behind it'],
    [['--signer', 'my', '--public-url', 'https://x.example.com/base'], 'at its root: https://x.example.com'],
    [['--colour'], "Unknown option '--colour'"],
    [['extra'], "Unexpected argument 'extra'"],
  ])('%j is refused', (words, message) => {
    expect(() => readOptions(words)).toThrow(message)
  })
})
