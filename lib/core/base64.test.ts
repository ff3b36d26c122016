import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBase64 } from './base64.ts'

describe('bytes as base64', () => {
  it('are what the platform makes of them, however many they are', () => {
    const sameAsBtoa = (bytes: Uint8Array): void => {
      expect(toBase64(bytes)).toBe(btoa(String.fromCharCode(...bytes)))
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), sameAsBtoa))
  })

  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foobar', 'Zm9vYmFy'],
  ])('%j is %j (RFC 4648 section 10)', (text, expected) => {
    expect(toBase64(new TextEncoder().encode(text))).toBe(expected)
  })
})
