import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxDepth, scanJson } from './json-scanner.ts'

const faultOf = (text: string): string => {
  try {
    scanJson(text)
    return ''
  } catch (error) {
    return error instanceof SyntaxError ? error.message : `another error: ${error}`
  }
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

describe('scanJson', () => {
  it.each([
    ['a trailing comma', '{"a": 1,}', 'line 1, column 9: expected a name in double quotes'],
    ['a missing comma', '{"a": 1\n "b": 2}', 'line 2, column 2: expected , or }'],
    ['a missing colon', '{"a" 1}', 'line 1, column 6: expected :'],
    ['a list that never ends', '[1, 2', 'line 1, column 6: expected , or ]'],
    ['a text that never ends', '["abc', 'line 1, column 6: a text never ends'],
    [
      'a line break in a text',
      '"a\nb"',
      'line 1, column 3: a text has a line break, a control character or a wrong \\',
    ],
    ['an unknown escape', '"\\x"', 'line 1, column 2: a text has a line break, a control character or a wrong \\'],
    ['something that is no value', '[secret]', 'line 1, column 2: expected a value'],
    ['an empty text', ' ', 'line 1, column 2: expected a value'],
    ['more than one value', '{} {}', 'line 1, column 4: nothing more was expected'],
    ['a name that stands twice', '{"a": {"b": 1,\n"b": 2}}', 'line 2, column 1: the name stands twice in its object'],
    ['a name that is escaped once', '{"a": 1, "\\u0061": 2}', 'line 1, column 10: the name stands twice in its object'],
    ['a number beyond all bounds', '[1e999]', 'line 1, column 2: the number is too large'],
  ])('finds %s', (_, text, fault) => {
    expect(faultOf(text)).toBe(fault)
  })

  it('takes arrays and objects 100 deep and no deeper', () => {
    expect(faultOf(nested(maxDepth))).toBe('')
    expect(faultOf(nested(maxDepth + 1))).toContain('nested more than 100 deep')
    expect(faultOf('['.repeat(1_000_000))).toContain('nested more than 100 deep')
  })

  it('reads texts of a million escapes', () => {
    expect(faultOf(`"${'\\n'.repeat(1_000_000)}"`)).toBe('')
  })

  it('takes whatever JSON.parse takes, and nothing else, but for repeated names and huge numbers', () => {
    const text = fc.oneof(fc.json(), fc.json({ noUnicodeString: false }))
    const change = fc.tuple(
      fc.nat(),
      fc.nat(2),
      fc.constantFrom('', '"', '{', ',', '\\', '0', '-', 'e', '\n', 't', ':'),
    )
    fc.assert(
      fc.property(text, change, (json, [place, cut, added]) => {
        const at = place % (json.length + 1)
        const changed = json.slice(0, at) + added + json.slice(at + cut)
        const fault = faultOf(changed)
        if (fault.endsWith('twice in its object') || fault.endsWith('too large')) return
        expect(fault === '').toBe(isJson(changed))
      }),
      { numRuns: 2000 },
    )
  })
})
