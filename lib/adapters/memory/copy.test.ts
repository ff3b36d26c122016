import { describe, expect, it } from 'vitest'
import { copyOf } from './copy.ts'

describe('copyOf', () => {
  it.each([undefined, null, false, 0, '', 'text', 1.5])('gives %j back', (value) => {
    expect(copyOf(value)).toBe(value)
  })

  it('copies objects, arrays, maps and bytes within each other', () => {
    const original = () => ({
      list: [{ n: 1 }, [2]],
      map: new Map([['a', { bytes: Uint8Array.of(1, 2) }]]),
      none: undefined,
    })
    expect(copyOf(original())).toStrictEqual(original())
  })

  it('shares nothing with the original', () => {
    const original = { list: [{ n: 1 }], map: new Map([['a', { n: 1 }]]), bytes: Uint8Array.of(1) }
    const copy = copyOf(original)
    for (const each of original.list) each.n = 2
    for (const each of original.map.values()) each.n = 2
    original.bytes[0] = 2
    expect(copy).toEqual({ list: [{ n: 1 }], map: new Map([['a', { n: 1 }]]), bytes: Uint8Array.of(1) })
  })

  it('copies no more of a buffer than the bytes that are seen of it', () => {
    const copy = copyOf(Uint8Array.of(1, 2, 3, 4).subarray(1, 3))
    expect([...copy]).toEqual([2, 3])
    expect(copy.buffer.byteLength).toBe(2)
  })

  it('takes a member of the name __proto__ for one like any other', () => {
    const original: unknown = JSON.parse('{"__proto__":{"n":1},"b":2}')
    const copy = copyOf(original)
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"n":1},"b":2}')
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
  })
})
