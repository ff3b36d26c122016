import { describe, expect, it } from 'vitest'
import { utf8 } from '../bytes.ts'
import { oid } from './apple.ts'
import { encodeDer, encodeOid, readDer, tag } from './der.ts'
import { type DistinguishedName, nameText, partsOf, readName, sameName } from './distinguished-name.ts'

const utf8String = 0x0c
const printableString = 0x13
const bmpString = 0x1e

/** A name of parts: the type, the tag of the string and its bytes. */
const aName = (...parts: readonly (readonly [type: string, tag: number, bytes: Uint8Array])[]): DistinguishedName => {
  const sets = parts.map(([type, string, text]) =>
    encodeDer(tag.set, encodeDer(tag.sequence, encodeOid(type), encodeDer(string, text))),
  )
  return readName(readDer(encodeDer(tag.sequence, ...sets))!)
}

const common = (text: string, string = utf8String): DistinguishedName => aName([oid.commonName, string, utf8(text)])

describe('a name in a certificate', () => {
  it('is told in its own order, types that have no short name by their number', () => {
    const name = aName([oid.commonName, utf8String, utf8('Zoë')], ['2.5.4.7', printableString, utf8('Vienna')])
    expect(nameText(name)).toBe('CN=Zoë, 2.5.4.7=Vienna')
  })

  it('may have several parts of a type', () => {
    const unit = (text: string) => [oid.organizationalUnit, utf8String, utf8(text)] as const
    expect(partsOf(aName(unit('G4'), unit('ABCDE12345')), oid.organizationalUnit)).toEqual(['G4', 'ABCDE12345'])
  })

  it('may be written in UTF-16', () => {
    expect(nameText(aName([oid.commonName, bmpString, Uint8Array.of(0, 0x41, 0x01, 0x41)]))).toBe('CN=AŁ')
  })

  it('is the same whatever its case, spaces and type of string', () => {
    expect(sameName(common('Example  Root'), common('example root ', printableString))).toBe(true)
    expect(sameName(common('Example Root'), common('Example Root 2'))).toBe(false)
  })
})
