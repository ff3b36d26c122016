import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bytes, utf8 } from '../bytes.ts'
import { digestFiles, encodeManifest, sha1Hex } from './manifest.ts'

const text = (bytes: Bytes): string => new TextDecoder().decode(bytes)

const digest = '0123456789abcdef0123456789abcdef01234567'

describe('sha1Hex', () => {
  it.each([
    ['', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ])('of %j is %s', (input, expected) => {
    expect(sha1Hex(utf8(input))).toBe(expected)
  })
})

describe('digestFiles', () => {
  it('gives every file the digest that sha1Hex gives, on either side of the size from which WebCrypto takes over', async () => {
    for (const size of [0, 1, 4_095, 4_096, 4_097, 100_000]) {
      const bytes = new Uint8Array(size).fill(7)
      expect((await digestFiles(new Map([['icon.png', bytes]]))).get('icon.png')).toBe(sha1Hex(bytes))
    }
  })

  it('keeps the order of the files', async () => {
    const files = new Map(['b', 'c', 'a'].map((name): [string, Bytes] => [name, utf8(name)]))
    expect([...(await digestFiles(files)).keys()]).toEqual(['b', 'c', 'a'])
  })
})

describe('encodeManifest', () => {
  it('writes names sorted and without white space', () => {
    const digests = new Map([
      ['pass.json', 'b'.repeat(40)],
      ['en.lproj/pass.strings', 'a'.repeat(40)],
    ])
    expect(text(encodeManifest(digests))).toBe(
      `{"en.lproj/pass.strings":"${'a'.repeat(40)}","pass.json":"${'b'.repeat(40)}"}`,
    )
  })

  it('leaves out manifest.json and signature at the root, and nothing else', () => {
    const names = ['manifest.json', 'signature', 'signature-note.png', 'en.lproj/manifest.json', 'en.lproj/signature']
    expect(Object.keys(JSON.parse(text(encodeManifest(new Map(names.map((name) => [name, digest]))))))).toEqual([
      'en.lproj/manifest.json',
      'en.lproj/signature',
      'signature-note.png',
    ])
  })

  it('sorts by UTF-16 code units, as RFC 8785 has it', () => {
    // U+1F600 is written with surrogates from D83D on, which sort before U+FB33; by code points it would be the last.
    const names = ['\ufb33', '\u{1f600}', 'ö', 'a', 'B', '1']
    expect(text(encodeManifest(new Map(names.map((name) => [name, '']))))).toBe(
      '{"1":"","B":"","a":"","ö":"","\u{1f600}":"","\ufb33":""}',
    )
  })

  it('of no files is an empty object', () => {
    expect(text(encodeManifest(new Map()))).toBe('{}')
  })

  it('is read back by a JSON parser as what was given, whatever the names', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (names) => {
        const digests = new Map(names.map((name) => [`x${name}`, digest]))
        expect(new Map(Object.entries(JSON.parse(text(encodeManifest(digests)))))).toEqual(digests)
      }),
    )
  })
})
