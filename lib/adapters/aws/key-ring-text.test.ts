import { describe, expect, it } from 'vitest'
import { utf8 } from '../../core/bytes.ts'
import { keyRingOf, keyRingText } from './key-ring-text.ts'

describe('a key ring', () => {
  it('has the UTF-8 bytes of each text by its number', () => {
    const text = 'k'.repeat(64)
    const ring = keyRingOf('x', JSON.stringify({ current: '2', 1: 'é'.repeat(16), 2: text }))
    expect(ring).toStrictEqual({
      current: '2',
      keys: new Map([
        ['1', utf8('é'.repeat(16))],
        ['2', utf8(text)],
      ]),
    })
  })

  it('comes back as it was, with a key that takes over later and keys that were taken out', () => {
    const keys = new Map([
      ['1', utf8('é'.repeat(16))],
      ['2', utf8('\uFEFF'.repeat(11))],
    ])
    const ring = { current: '1', next: { id: '2', from: 1_795_000_000_000 }, keys, retired: ['7', '255'] }
    expect(keyRingOf('x', keyRingText(ring))).toStrictEqual(ring)
  })

  it.each([
    ['without a current key', { 1: 'k'.repeat(64) }],
    ['whose current key is not there', { current: '2', 1: 'k'.repeat(64) }],
    ['whose next key is not there', { current: '1', next: { id: '2', from: 5 }, 1: 'k'.repeat(64) }],
    ['whose next key has no moment', { current: '1', next: { id: '1' }, 1: 'k'.repeat(64) }],
    ['with a key that is too short', { current: '1', 1: 'k'.repeat(31) }],
    ['with a number above 255', { current: '1', 1: 'k'.repeat(64), 256: 'k'.repeat(64) }],
    ['with a name instead of a number', { current: 'a', a: 'k'.repeat(64) }],
    ['with a key that is no text', { current: '1', 1: 5 }],
    ['with a retired key that has no number', { current: '1', retired: ['one'], 1: 'k'.repeat(64) }],
    ['whose retired keys are no list', { current: '1', retired: '7', 1: 'k'.repeat(64) }],
  ])('%s is refused', (_, value) => {
    expect(() => keyRingOf('dev/hmac-keys', JSON.stringify(value))).toThrow(
      'the secret dev/hmac-keys does not hold usable keys: store it anew',
    )
  })
})
