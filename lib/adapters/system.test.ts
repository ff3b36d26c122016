import { describe, expect, it } from 'vitest'
import { systemClock, systemRandom } from './system.ts'

describe('the machine as clock and chance', () => {
  it('the clock tells milliseconds since 1970', () => {
    const before = Date.now()
    const now = systemClock.now()
    expect(now).toBeGreaterThanOrEqual(before)
    expect(now).toBeLessThanOrEqual(Date.now())
  })

  it.each([0, 1, 32, 65_536, 65_537, 200_000])('there are exactly %i random bytes', (length) => {
    const bytes = systemRandom.bytes(length)
    expect(bytes.length).toBe(length)
    expect(bytes.buffer.byteLength).toBe(length)
  })

  it('random bytes are others each time, from the first to the last', () => {
    const [one, other] = [systemRandom.bytes(100_000), systemRandom.bytes(100_000)]
    expect(one.subarray(0, 32)).not.toEqual(other.subarray(0, 32))
    expect(one.subarray(-32)).not.toEqual(other.subarray(-32))
    expect(one.subarray(-32)).not.toEqual(new Uint8Array(32))
  })
})
