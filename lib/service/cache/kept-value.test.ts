import { describe, expect, it } from 'vitest'
import { keepValue } from './kept-value.ts'

const aSource = () => {
  const time = { now: 0 }
  let reads = 0
  let isDown = false
  const read = () => {
    reads++
    return isDown ? Promise.reject(new Error('down')) : Promise.resolve(reads)
  }
  const kept = keepValue(read, { maxAge: 100, rest: 10, clock: { now: () => time.now } })
  return {
    ...{ time, kept, reads: () => reads },
    fail: (fails: boolean) => {
      isDown = fails
    },
  }
}

describe('a kept value', () => {
  it('is read once, by all who ask at once', async () => {
    const { kept } = aSource()
    expect(await Promise.all([kept.current(), kept.current(), kept.renewed()])).toEqual([1, 1, 1])
  })

  it('is read anew when it is too old', async () => {
    const { kept, time } = aSource()
    await kept.current()
    time.now = 99
    expect(await kept.current()).toBe(1)
    time.now = 100
    expect(await kept.current()).toBe(2)
  })

  it('is renewed on demand, but only after a rest', async () => {
    const { kept, time } = aSource()
    await kept.current()
    time.now = 9
    expect(await kept.renewed()).toBe(1)
    time.now = 10
    expect(await kept.renewed()).toBe(2)
    expect(await kept.renewed()).toBe(2)
  })

  it('stays good for its time if it cannot be renewed, and the source has its rest', async () => {
    const { kept, time, fail, reads } = aSource()
    await kept.current()
    time.now = 10
    fail(true)
    await expect(kept.renewed()).rejects.toThrow('down')
    expect(await kept.renewed()).toBe(1)
    expect(await kept.current()).toBe(1)
    expect(reads()).toBe(2)
  })

  it('is not kept back by a renewal that somebody else asked for, and that is slow or fails', async () => {
    const reads = [Promise.resolve(1), new Promise<number>(() => undefined), Promise.reject(new Error('down'))]
    const time = { now: 0 }
    const next = () => reads.shift() ?? Promise.resolve(4)
    const kept = keepValue(next, { maxAge: 100, rest: 10, clock: { now: () => time.now } })
    await kept.current()
    time.now = 10
    void kept.renewed()
    expect(await kept.current()).toBe(1)
    time.now = 20
    const failing = kept.renewed()
    expect(await kept.current()).toBe(1)
    await expect(failing).rejects.toThrow('down')
    time.now = 30
    expect([await kept.renewed(), await kept.current()]).toEqual([4, 4])
  })

  it('that could not be read is read by the next who asks', async () => {
    const { kept, fail } = aSource()
    fail(true)
    await expect(kept.current()).rejects.toThrow('down')
    fail(false)
    expect(await kept.current()).toBe(2)
  })
})
