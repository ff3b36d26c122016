import { describe, expect, it } from 'vitest'
import { makeSeldom } from './seldom.ts'

const aMemory = (most = 10) => {
  const time = { now: 1000 }
  return { time, isTold: makeSeldom({ span: 100, most, clock: { now: () => time.now } }) }
}

describe('what happens over and over', () => {
  it('is told once', () => {
    const { isTold } = aMemory()
    expect([isTold('a'), isTold('a'), isTold('b')]).toEqual([true, false, true])
  })

  it('is told again in the next span', () => {
    const { isTold, time } = aMemory()
    isTold('a')
    time.now = 1099
    expect(isTold('a')).toBe(false)
    time.now = 1100
    expect([isTold('a'), isTold('a')]).toEqual([true, false])
  })

  it('is told of so many things only, until the next span', () => {
    const { isTold, time } = aMemory(2)
    expect(['a', 'b', 'c'].map(isTold)).toEqual([true, true, false])
    time.now = 1100
    expect(isTold('c')).toBe(true)
  })
})
