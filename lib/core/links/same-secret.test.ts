import { describe, expect, it } from 'vitest'
import { sameSecret } from './same-secret.ts'

describe('sameSecret', () => {
  it.each([
    ['abc', 'abc', true],
    ['', '', true],
    ['abc', 'abd', false],
    ['abc', 'xbc', false],
    ['abc', 'ab', false],
    ['ab', 'abc', false],
    ['a', '\u0161', false],
  ])('"%s" and "%s": %s', (a, b, same) => {
    expect(sameSecret(a, b)).toBe(same)
  })
})
