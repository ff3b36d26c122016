import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../bytes.ts'
import { readStrings, readStringsTolerantly, writeStrings } from './strings.ts'

const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const bytes = new Uint8Array(2 + text.length * 2)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0xfeff, littleEndian)
  Array.from({ length: text.length }, (_, index) => view.setUint16(2 + 2 * index, text.charCodeAt(index), littleEndian))
  return bytes
}

describe('writeStrings', () => {
  it('escapes what would end the text or break the line', () => {
    const bytes = writeStrings(new Map([['say "hi"', 'a\\b\n\t\r\u0007']]))
    expect(new TextDecoder().decode(bytes)).toBe('"say \\"hi\\"" = "a\\\\b\\n\t\\r\\U0007";\n')
  })

  it('writes ASCII as ASCII and anything else as UTF-16 with a byte order mark', () => {
    expect(writeStrings(new Map([['a', 'b']]))[0]).toBe('"'.charCodeAt(0))
    expect([...writeStrings(new Map([['a', 'é']])).slice(0, 4)]).toEqual([0xfe, 0xff, 0x00, 0x22])
  })

  it('gives the same bytes for the same texts in another order', () => {
    const one = writeStrings(
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
    )
    expect(
      writeStrings(
        new Map([
          ['b', '2'],
          ['a', '1'],
        ]),
      ),
    ).toEqual(one)
  })

  it('is read back as it was written, whatever the texts', () => {
    const entries = fc.uniqueArray(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), {
      selector: ([key]) => key,
    })
    fc.assert(
      fc.property(entries, (pairs) => {
        const texts = new Map(pairs)
        expect(readStrings(writeStrings(texts))).toEqual(new Map([...texts].sort(([a], [b]) => (a < b ? -1 : 1))))
      }),
    )
  })
})

describe('readStrings', () => {
  const text = '/* für alle */\n"key" = "Größe";\n// line\nbare.key = "x";\n"alone";'
  const expected = new Map([
    ['key', 'Größe'],
    ['bare.key', 'x'],
    ['alone', 'alone'],
  ])

  it.each([
    ['UTF-8', utf8(text)],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${text}`)],
    ['UTF-16 little endian', utf16(text, true)],
    ['UTF-16 big endian', utf16(text, false)],
  ])('reads %s', (_, bytes) => {
    expect(readStrings(bytes)).toEqual(expected)
  })

  it('reads escapes, in upper and lower case', () => {
    expect(readStrings(utf8('"a" = "\\"\\\\\\n\\t\\U00e9\\u00E9\\\'";')).get('a')).toBe('"\\\n\téé\'')
  })

  it.each([
    ['a missing semicolon', '"a" = "b"\n"c" = "d";', 'line 2: expected ;'],
    ['quotes that never close', '"a" = "b;\n', 'line 1: expected a text, but its quotes never close'],
    ['a key that stands twice', '"a" = "b";\n"a" = "c";', 'line 2: the key "a" stands twice'],
    ['something that is no entry', '"a" = "b";\n{}', 'line 2: expected a key'],
  ])('refuses %s and names the line', (_, broken, message) => {
    expect(() => readStrings(utf8(broken))).toThrowError(message)
  })

  it('refuses bytes that are neither UTF-8 nor marked UTF-16', () => {
    expect(() => readStrings(new Uint8Array([0x22, 0xe9, 0x22]))).toThrowError('line 1: a character is not valid UTF-8')
  })
})

describe('readStringsTolerantly', () => {
  const faultsOf = (bytes: Uint8Array) => readStringsTolerantly(bytes).faults.map(({ kind, line }) => `${kind} ${line}`)

  it.each([
    ['little endian', true],
    ['big endian', false],
  ])('reads UTF-16 without a byte order mark, %s, and says so', (_, littleEndian) => {
    const { entries, faults } = readStringsTolerantly(utf16('"a" = "中";', littleEndian).subarray(2))
    expect([...entries]).toEqual([['a', '中']])
    expect(faults).toEqual([{ kind: 'unmarked', line: 1, reason: 'it is UTF-16 without a byte order mark' }])
  })

  it('goes on behind a broken line and tells every fault', () => {
    const { entries, faults } = readStringsTolerantly(
      utf8('"a" = "say "hi"";\n"b" = "B";\n= 3;\n"c" = "C";\n"b" = "D";'),
    )
    expect([...entries]).toEqual([
      ['b', 'D'],
      ['c', 'C'],
    ])
    expect(faults.map(({ kind, line }) => [kind, line])).toEqual([
      ['syntax', 1],
      ['syntax', 3],
      ['duplicate', 5],
    ])
    expect(faults[2]?.key).toBe('b')
  })

  it.each([
    ['a comment that never ends', utf8('"a" = "b";\n/* and so on'), ['syntax 2']],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xe9, 0x22, 0x3b]), ['encoding 1']],
    ['an odd number of bytes in UTF-16', utf16('"a";', true).subarray(0, 9), ['encoding 1', 'syntax 1']],
    ['a binary property list', utf8('bplist00\u0000'), ['property-list 1']],
    ['a property list in XML', utf8('<?xml version="1.0"?><plist/>'), ['property-list 1']],
    ['an empty file', new Uint8Array(), []],
  ])('tells of %s', (_, bytes, faults) => {
    expect(faultsOf(bytes)).toEqual(faults)
  })

  it('reads what Apple reads: octal escapes, single quotes, empty texts', () => {
    const { entries, faults } = readStringsTolerantly(utf8('\'a\' = \'\\101\\v\\\n\';\n"" = "";'))
    expect([...entries]).toEqual([
      ['a', 'A\u000b\n'],
      ['', ''],
    ])
    expect(faults).toEqual([])
  })

  it('gives up on what is no strings file', () => {
    expect(faultsOf(utf8('?\n'.repeat(100_000)))).toHaveLength(20)
  })

  it('never throws, and takes no more time than the bytes are worth', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readStringsTolerantly(bytes)))
    const hostile = ['"\\', '/*', '"a"="b"', '"', "'", '\\U', '//']
    for (const piece of hostile) readStringsTolerantly(utf8(piece.repeat(100_000)))
  })
})
