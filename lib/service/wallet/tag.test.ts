import { describe, expect, it } from 'vitest'
import { readTag, tagText } from './tag.ts'

describe('a tag', () => {
  it('holds generation, epoch and number, and nothing that a URL would encode', () => {
    expect(tagText(3, { epoch: 'aB-_9', seq: 42 })).toBe('3.aB-_9.42')
  })

  it('is read as it was written', () => {
    expect(readTag(3, '3.aB-_9.42')).toEqual({ epoch: 'aB-_9', seq: 42 })
  })

  it.each([
    ['nothing', ''],
    ['another generation', '2.aB-_9.42'],
    ['a date', '2026-11-22T10:00:00Z'],
    ['a number of milliseconds', '1795262400000'],
    ['the tag of another system', 'v1:2026/11/22+10:00'],
    ['a number below zero', '3.aB-_9.-1'],
    ['a fraction', '3.aB-_9.1.5'],
    ['a number too large to count with', `3.aB-_9.${'9'.repeat(16)}`],
    ['a line break behind it', '3.aB-_9.42\n'],
    ['megabytes', `3.${'a'.repeat(1_000_000)}.1`],
  ])('says nothing if it is %s', (_, text) => {
    expect(readTag(3, text)).toBe(undefined)
  })
})
