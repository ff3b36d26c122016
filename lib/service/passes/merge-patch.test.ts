import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../core/format/json.ts'
import { mergePatch } from './merge-patch.ts'

describe('mergePatch', () => {
  // The examples of RFC 7396, appendix A, that have an object on both sides.
  it.each<[JsonObject, JsonObject, JsonObject]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j patched by %j is %j', (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result)
  })

  it('takes a member named __proto__ for a member', () => {
    const patch: JsonObject = JSON.parse('{"__proto__": {"a": 1}, "b": {"__proto__": {"c": 2}}}')
    const result = mergePatch({}, patch)
    expect(JSON.stringify(result)).toBe('{"__proto__":{"a":1},"b":{"__proto__":{"c":2}}}')
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype)
  })

  it('changes neither target nor patch', () => {
    const target = { a: { b: 1 } }
    mergePatch(target, { a: { b: 2 } })
    expect(target).toEqual({ a: { b: 1 } })
  })
})
