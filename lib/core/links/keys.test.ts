import { describe, expect, it } from 'vitest'
import { aRing } from '../../../test/builders/keys.ts'
import { faultOf } from '../../../test/builders/template.ts'
import { type Bytes, hex, utf8 } from '../bytes.ts'
import { hasKey, macOf } from './keys.ts'

const ring = aRing()
const macHex = (...args: Parameters<typeof macOf>): string => hex(macOf(...args))

describe('macOf', () => {
  it('is HMAC-SHA-256 with an HKDF key of the purpose, as another implementation has it', () => {
    expect(macHex(ring, '1', 'link', ['ab', 'c'])).toBe(
      'a59ab1036c08cd24e46bc9d28dea1aa8a16598d952baf78033cd4c0d87bcfb77',
    )
  })

  it('takes bytes as the text that they are in UTF-8', () => {
    expect(macHex(ring, '1', 'link', [utf8('ab'), utf8('c')])).toBe(macHex(ring, '1', 'link', ['ab', 'c']))
  })

  it('differs for every purpose, key and way to cut the parts', () => {
    const macs = [
      macHex(ring, '1', 'link', ['ab', 'c']),
      macHex(ring, '2', 'link', ['ab', 'c']),
      macHex(ring, '1', 'tombstone', ['ab', 'c']),
      macHex(ring, '1', 'authentication-token', ['ab', 'c']),
      macHex(ring, '1', 'link', ['a', 'bc']),
      macHex(ring, '1', 'link', ['abc']),
      macHex(ring, '1', 'link', ['ab', 'c', '']),
    ]
    expect(new Set(macs).size).toBe(7)
  })

  it('gives the same to rings that hold the same keys', () => {
    expect(macHex(aRing(), '1', 'link', ['x'])).toBe(macHex(aRing({ ids: ['1'] }), '1', 'link', ['x']))
  })

  it.each(['0', '256', '01', ' 1', '1.0', '', 'one', '-1', '1000'])('refuses "%s" as the id of a key', (id) => {
    const keys = new Map([[id, utf8('x'.repeat(32))]])
    expect(faultOf(() => macOf({ current: id, keys }, id, 'link', []))?.code).toBe('token/key-invalid')
    expect(hasKey({ current: id, keys }, id)).toBe(false)
  })

  it.each(['1', '9', '10', '99', '100', '199', '200', '249', '250', '255'])('takes "%s" as one', (id) => {
    const keys = new Map([[id, utf8('x'.repeat(32))]])
    expect(macOf({ current: id, keys }, id, 'link', [])).toHaveLength(32)
    expect(hasKey({ current: id, keys }, id)).toBe(true)
  })

  it('says which key is missing', () => {
    const fault = faultOf(() => macOf(ring, '3', 'link', []))
    expect(fault?.code).toBe('token/key-missing')
    expect(fault?.message).toContain('"3"')
  })

  it('refuses a key of less than 32 bytes, and says nothing of its content', () => {
    const keys = new Map<string, Bytes>([['1', utf8('s3cret'.repeat(5))]])
    const fault = faultOf(() => macOf({ current: '1', keys }, '1', 'link', []))
    expect(fault?.code).toBe('token/key-invalid')
    expect(fault?.message).not.toContain('s3cret')
  })
})
