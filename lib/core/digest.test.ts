import { describe, expect, it } from 'vitest'
import { hex, utf8 } from './bytes.ts'
import { sha256 } from './digest.ts'

describe('SHA-256', () => {
  // The first three are the examples of FIPS 180-4; the last two were made by coreutils.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
    ['a'.repeat(1536), 'eeb66bf335f247ae90ee2eb780c21a12725c5f3724c9b0c8378f6fee84a9d13c'],
    ['a'.repeat(1537), '415bc77ccc4bdeb556ae9d58d7c2ed6d6906e63e4b736a7a3fed8114f76be2e4'],
  ])('is the same whichever way it is computed (%#)', async (text, digest) => {
    expect(hex(await sha256(utf8(text)))).toBe(digest)
  })
})
