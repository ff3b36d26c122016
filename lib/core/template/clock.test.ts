import { describe, expect, it } from 'vitest'
import { faultOf } from '../../../test/builders/template.ts'
import { refuseClock } from './clock.ts'

const isRefused = (text: string): boolean => faultOf(() => refuseClock({ logoText: text }, 'pass.json#')) !== undefined

describe('refuseClock', () => {
  it.each(['${now}', '${a}${now}', "${a['}']}${now}", '${ {b: now} }', '$${a}${now}', '${ now', "${fromNow('1 day')}"])(
    'refuses %j',
    (text) => {
      expect(isRefused(text)).toBe(true)
    },
  )

  it.each(['$${now}', '$$${now}', 'now ${a} now', '${a.now}', "${'now'}", '${nowhere}', '${a} }now{'])(
    'takes %j for what does not read the clock',
    (text) => {
      expect(isRefused(text)).toBe(false)
    },
  )

  it('names the place in the file', () => {
    expect(faultOf(() => refuseClock({ a: [{ $eval: 'now' }] }, 'pass.json#'))?.message).toContain(
      'pass.json#/a/0/$eval',
    )
  })

  it('reads a text with 200,000 placeholders in one go', () => {
    const start = Date.now()
    expect(isRefused('${a} '.repeat(200_000))).toBe(false)
    expect(Date.now() - start).toBeLessThan(5_000)
  })
})
