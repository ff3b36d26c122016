import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anIdentity, anIssue, aRing } from '../../../test/builders/keys.ts'
import { faultOf } from '../../../test/builders/template.ts'
import { makeAuthenticationToken, readAuthenticationToken } from './authentication-token.ts'

const ring = aRing()
const pass = anIdentity()
const token = '1.AAECAwQFBgcICQoL.j9ivSi-IBgRJC8pMIkWF7lx-5SNAjSXngG3AJubhm3A'

describe('makeAuthenticationToken', () => {
  it('has made this token ever since: passes on phones carry it', () => {
    expect(makeAuthenticationToken(ring, pass, { keyId: '1', issue: anIssue })).toBe(token)
    expect(makeAuthenticationToken(ring, pass, { keyId: '2', issue: anIssue })).toBe(
      '2.AAECAwQFBgcICQoL.EYQmb4m33m0p4sg9dtfW61sFoLqmnkDwbfe91-k6U9g',
    )
  })

  it('repeats the token of a pass after another key has become the current one', () => {
    const source = { keyId: '1', issue: anIssue }
    expect(makeAuthenticationToken(aRing({ current: '1' }), pass, source)).toBe(token)
    expect(makeAuthenticationToken(aRing({ current: '2' }), pass, source)).toBe(token)
  })

  it.each([
    ['short', 'x'.repeat(15)],
    ['long', 'x'.repeat(65)],
    ['strange', `${'x'.repeat(15)}.`],
  ])('refuses an issue that is too %s', (_, issue) => {
    const fault = faultOf(() => makeAuthenticationToken(ring, pass, { keyId: '1', issue }))
    expect(fault?.code).toBe('token/content-invalid')
  })

  it('says which key of a record is gone', () => {
    const fault = faultOf(() => makeAuthenticationToken(ring, pass, { keyId: '3', issue: anIssue }))
    expect(fault?.code).toBe('token/key-missing')
  })
})

describe('readAuthenticationToken', () => {
  it('tells what a token was made of, with any key of the ring', () => {
    expect(readAuthenticationToken(ring, pass, token)).toEqual({ keyId: '1', issue: 'AAECAwQFBgcICQoL' })
  })

  it('reads what is made, whatever the issue and the pass', () => {
    const issues = fc.stringMatching(/^[A-Za-z0-9_-]{16,64}$/)
    const serials = fc.stringMatching(/^[A-Za-z0-9_~-]{1,64}$/)
    fc.assert(
      fc.property(issues, serials, (issue, serialNumber) => {
        const other = anIdentity({ serialNumber })
        const made = makeAuthenticationToken(ring, other, { keyId: '2', issue })
        expect(readAuthenticationToken(ring, other, made)).toEqual({ keyId: '2', issue })
      }),
    )
  })

  it('refuses a token in which any character is another', () => {
    const change = fc.tuple(fc.nat(token.length - 1), fc.stringMatching(/^[\w.~-]$/))
    fc.assert(
      fc.property(change, ([index, character]) => {
        fc.pre(token[index] !== character)
        const changed = token.slice(0, index) + character + token.slice(index + 1)
        expect(readAuthenticationToken(ring, pass, changed)).toBeUndefined()
      }),
    )
  })

  it.each([
    ['another serial number', { serialNumber: 'A-2' }],
    ['another pass type', { passTypeIdentifier: 'pass.com.example.other' }],
  ])('refuses the token of %s', (_, other) => {
    expect(readAuthenticationToken(ring, anIdentity(other), token)).toBeUndefined()
  })

  it.each([
    ['nothing', ''],
    ['a token without its MAC', '1.AAECAwQFBgcICQoL'],
    ['a token with something behind it', `${token}x`],
    ['a token with a line break behind it', `${token}\n`],
    ['a token with the scheme before it', `ApplePass ${token}`],
    ['a key id with a zero before it', `0${token}`],
    ['a key id of a thousand', `1000${token.slice(1)}`],
    ['megabytes', token.repeat(20_000)],
    ['a last character with bits to spare', `${token.slice(0, -1)}B`],
  ])('refuses %s', (_, text) => {
    expect(readAuthenticationToken(ring, pass, text)).toBeUndefined()
  })

  it('refuses a token whose key is no longer in the ring', () => {
    expect(readAuthenticationToken(aRing({ ids: ['2'] }), pass, token)).toBeUndefined()
  })
})
