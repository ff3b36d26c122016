import { describe, expect, it } from 'vitest'
import { utf8 } from '../../core/bytes.ts'
import type { KeyRing } from '../../ports/secrets.ts'
import { withNewKey, withoutKey } from './key-ring.ts'

const noon = Date.UTC(2026, 10, 21, 12)
const halfAnHour = 30 * 60_000
const [first, second, third] = ['a', 'b', 'c'].map((letter) => utf8(letter.repeat(64)))
const ring: KeyRing = { current: '1', keys: new Map([['1', first!]]) }
const grown = withNewKey(ring, second!, noon)

describe('a new key of a ring', () => {
  it('verifies at once, and signs in half an hour: twice the age of caches', () => {
    expect(grown).toEqual({
      current: '1',
      next: { id: '2', from: noon + halfAnHour },
      keys: new Map([
        ['1', first],
        ['2', second],
      ]),
    })
  })

  it('is added once, however often', () => {
    expect(withNewKey(grown, second!, noon + 1)).toBe(grown)
  })

  it('is refused while an earlier one waits', () => {
    expect(() => withNewKey(grown, third!, noon + halfAnHour - 1)).toThrow(
      'key 2 is new already, and signs from 2026-11-21T12:30:00.000Z on: wait for it',
    )
  })

  it('takes the place of an earlier one whose moment has come', () => {
    const { current, next, keys } = withNewKey(grown, third!, noon + halfAnHour)
    expect([current, next, keys.size]).toEqual(['2', { id: '3', from: noon + 2 * halfAnHour }, 3])
  })

  it('has the number after the highest, and there are 255', () => {
    const gap = { current: '1', keys: new Map([...ring.keys, ['254', third!]]) }
    expect(withNewKey(gap, second!, noon).next?.id).toBe('255')
    const full = { current: '1', keys: new Map([...ring.keys, ['255', third!]]) }
    expect(() => withNewKey(full, second!, noon)).toThrow(expect.objectContaining({ code: 'input/no-room' }))
  })
})

describe('the end of a key of a ring', () => {
  it('takes the key out for good, and keeps its number as that of a retired one', () => {
    expect(withoutKey({ current: '2', keys: grown.keys }, '1', noon)).toEqual({
      ...{ current: '2', retired: ['1'] },
      keys: new Map([['2', second]]),
    })
  })

  it('has the next key take over at once if it was the current one', () => {
    expect(withoutKey(grown, '1', noon)).toEqual({ current: '2', retired: ['1'], keys: new Map([['2', second]]) })
  })

  it('takes a next key back', () => {
    expect(withoutKey(grown, '2', noon)).toEqual({ current: '1', retired: ['2'], keys: ring.keys })
  })

  it('leaves a next key alone that it is not about', () => {
    const three = { ...grown, keys: new Map([...grown.keys, ['3', third!]]) }
    expect(withoutKey(three, '3', noon)).toEqual({ ...grown, retired: ['3'] })
  })

  it('comes once, however often', () => {
    const left = withoutKey(grown, '1', noon)
    expect(withoutKey(left, '1', noon)).toBe(left)
  })

  it('does not give the number away again', () => {
    expect(withNewKey(withoutKey(grown, '2', noon), third!, noon).next?.id).toBe('3')
  })

  it('is refused for the current key while no other one waits, and for one that is not there', () => {
    expect(() => withoutKey(ring, '1', noon)).toThrow(expect.objectContaining({ code: 'input/key-in-use' }))
    expect(() => withoutKey(ring, '9', noon)).toThrow(expect.objectContaining({ code: 'input/no-key' }))
  })
})
