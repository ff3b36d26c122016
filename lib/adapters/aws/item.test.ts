import { describe, expect, it } from 'vitest'
import { json, number, readFlag, readJson, readNumber, readText, StoredItemError, text } from './item.ts'

describe('an item', () => {
  it('holds numbers as digits and JSON as canonical text', () => {
    expect(number(1_700_000_000_000)).toStrictEqual({ N: '1700000000000' })
    expect(json({ b: 0.1, a: [null, ''] })).toStrictEqual({ S: '{"a":[null,""],"b":0.1}' })
  })

  it('is read by type', () => {
    const item = { a: text('A'), b: number(7), c: { BOOL: false }, d: json({ e: [1] }) }
    expect([readText(item, 'a'), readNumber(item, 'b'), readFlag(item, 'c'), readJson(item, 'd')]).toStrictEqual([
      'A',
      7,
      false,
      { e: [1] },
    ])
  })

  it.each([
    ['text', () => readText({ a: number(1) }, 'a')],
    ['a number', () => readNumber({ a: text('CANARY') }, 'a')],
    ['a number', () => readNumber({ a: { N: '-1' } }, 'a')],
    ['a number', () => readNumber({ a: { N: '1.5' } }, 'a')],
    ['a truth', () => readFlag({}, 'a')],
    ['JSON', () => readJson({ a: text('{CANARY') }, 'a')],
    ['an object', () => readJson({ a: text('["CANARY"]') }, 'a')],
  ])('without %s where it should be is refused without being quoted', (_, read) => {
    expect(read).toThrow(StoredItemError)
    expect(read).toThrow('a stored item has no valid attribute a: it was not written by this release')
  })
})
