import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bytes, utf8 } from '../bytes.ts'
import { parseExactJson } from '../format/json.ts'
import { jsonFindings, readTolerantJson } from './tolerant-json.ts'

/** Codes and places of what is wrong: `json-comment 1:3`. */
const faults = (input: string | Bytes): readonly string[] =>
  readTolerantJson(typeof input === 'string' ? utf8(input) : input).faults.map(
    ({ code, line, column }) => `${code} ${line}:${column}`,
  )

const read = (input: string | Bytes) => readTolerantJson(typeof input === 'string' ? utf8(input) : input).value

const utf16 = (text: string, littleEndian: boolean): Bytes => {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < text.length; index++) view.setUint16(index * 2, text.charCodeAt(index), littleEndian)
  return bytes
}

describe('readTolerantJson', () => {
  it('reads JSON as the strict reader does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(readTolerantJson(utf8(text))).toEqual({ value: parseExactJson(utf8(text)), faults: [] })
      }),
    )
  })

  it('reads any bytes without throwing', () => {
    const bits = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      '\\',
      '/',
      '/*',
      '*/',
      '\\u',
      'd8',
      '1',
      '-',
      '\n',
      'NaN',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.array(bits).map((all) => utf8(all.join(''))),
        ),
        (bytes) => {
          const { value, faults } = readTolerantJson(new Uint8Array(bytes))
          expect(value !== undefined || faults.length > 0).toBe(true)
        },
      ),
    )
  })

  it.each([
    ['UTF-8 with a byte order mark', utf8('\ufeff{"a":"é"}'), 'json-byte-order-mark 1:1'],
    ['UTF-16 LE', utf16('{"a":"é"}', true), 'json-utf-16 1:1'],
    ['UTF-16 BE', utf16('{"a":"é"}', false), 'json-utf-16 1:1'],
    ['UTF-16 LE with a byte order mark', utf16('\ufeff{"a":"é"}', true), 'json-utf-16 1:1'],
    ['UTF-16 BE with a byte order mark', utf16('\ufeff{"a":"é"}', false), 'json-utf-16 1:1'],
  ])('reads %s', (_what, bytes, fault) => {
    expect(read(bytes)).toEqual({ a: 'é' })
    expect(faults(bytes)).toEqual([fault])
  })

  it.each([
    ['comments', '{ // one\n "a": /* two */ 1 }', { a: 1 }, ['json-comment 1:3', 'json-comment 2:7']],
    ['trailing commas', '{"a":[1,],}', { a: [1] }, ['json-trailing-comma 1:8', 'json-trailing-comma 1:10']],
    ['a line break in a text', '{"a":"b\nc"}', { a: 'b\nc' }, ['json-control-character 1:8']],
    ['an escape that JSON does not know', '{"a":"\\x"}', { a: 'x' }, ['json-escape 1:7']],
    [
      'numbers of other languages',
      '[01, .5, +1, NaN]',
      [1, 0.5, 1, null],
      ['json-number 1:2', 'json-number 1:6', 'json-number 1:10', 'json-number 1:14'],
    ],
    ['a number that is too large', '[1e999]', [Number.MAX_VALUE], ['json-number 1:2']],
    ['a forgotten comma', '{"a":1\n"b":2}', { a: 1, b: 2 }, ['json-invalid 2:1']],
    ['a blank that is none to JSON', '{"a":\u00a01}', { a: 1 }, ['json-invalid 1:6']],
    ['something behind the end', '{} x', {}, ['json-invalid 1:4']],
    ['a byte that is no character', Uint8Array.of(0x22, 0xe9, 0x22), '\ufffd', ['json-encoding 1:2']],
    ['half of a surrogate pair', '["\\ud800"]', ['\ud800'], ['json-escape 1:2']],
  ])('tells of %s and reads on', (_what, text, value, places) => {
    expect(read(text)).toEqual(value)
    expect(faults(text)).toEqual(places)
  })

  it("of two members of a name keeps the first, as Apple's parser does", () => {
    expect(read('{"a":1,"a":2}')).toEqual({ a: 1 })
    expect(faults('{"a":1,"a":2}')).toEqual(['json-duplicate-name 1:8'])
  })

  it('takes __proto__ for a name like any other', () => {
    expect(Object.keys(Object(read('{"__proto__":{"a":1}}')))).toEqual(['__proto__'])
  })

  it.each([
    ['nothing', '', 'json-invalid 1:1'],
    ['a name without quotes', '{a:1}', 'json-invalid 1:2'],
    ['single quotes', "{'a':1}", 'json-invalid 1:2'],
    ['a text without an end', '{"a":"b', 'json-invalid 1:6'],
    ['two commas', '[1,,2]', 'json-invalid 1:4'],
    ['a comment without an end', '{/*', 'json-invalid 1:2'],
    ['too many brackets', '['.repeat(101), 'json-too-deep 1:101'],
    ['too many bytes', new Uint8Array(8 * 1024 * 1024 + 1), 'json-too-large 1:1'],
  ])('does not read %s', (_what, text, fault) => {
    expect(read(text)).toBeUndefined()
    expect(faults(text)).toContain(fault)
  })
})

describe('jsonFindings', () => {
  const { faults } = readTolerantJson(utf8('{"a":1,"a":2,}//'))

  it.each([
    ['strict', ['error', 'error', 'error']],
    ['lenient', ['warning', 'warning', 'error']],
  ] as const)('are as grave as the %s profile says', (profile, severities) => {
    expect(jsonFindings('pass.json', faults, profile).map(({ severity }) => severity)).toEqual(severities)
  })

  it('say where', () => {
    expect(jsonFindings('pass.json', faults, 'lenient')[0]).toMatchObject({
      code: 'json-duplicate-name',
      path: 'pass.json',
      message: 'line 1, column 8: the name "a" stands twice',
    })
  })
})
