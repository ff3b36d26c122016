import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anIdentity, anIssue, aRing } from '../../../test/builders/keys.ts'
import { rejectionOf } from '../../../test/builders/template.ts'
import { makeAuthenticationToken, readAuthenticationToken } from './authentication-token.ts'

const ring = aRing()
const pass = anIdentity()
const token = '1.AAECAwQFBgcICQoL.j9ivSi-IBgRJC8pMIkWF7lx-5SNAjSXngG3AJubhm3A'

describe('makeAuthenticationToken', () => {
  it('has made this token ever since: passes on phones carry it', async () => {
    expect(await makeAuthenticationToken(ring, pass, { keyId: '1', issue: anIssue })).toBe(token)
    expect(await makeAuthenticationToken(ring, pass, { keyId: '2', issue: anIssue })).toBe(
      '2.AAECAwQFBgcICQoL.EYQmb4m33m0p4sg9dtfW61sFoLqmnkDwbfe91-k6U9g',
    )
  })

  it('repeats the token of a pass after another key has become the current one', async () => {
    const source = { keyId: '1', issue: anIssue }
    expect(await makeAuthenticationToken(aRing({ current: '1' }), pass, source)).toBe(token)
    expect(await makeAuthenticationToken(aRing({ current: '2' }), pass, source)).toBe(token)
  })

  it.each([
    ['short', 'x'.repeat(15)],
    ['long', 'x'.repeat(65)],
    ['strange', `${'x'.repeat(15)}.`],
  ])('refuses an issue that is too %s', async (_, issue) => {
    const fault = await rejectionOf(makeAuthenticationToken(ring, pass, { keyId: '1', issue }))
    expect(fault?.code).toBe('token/content-invalid')
  })

  it('says which key of a record is gone', async () => {
    const fault = await rejectionOf(makeAuthenticationToken(ring, pass, { keyId: '3', issue: anIssue }))
    expect(fault?.code).toBe('token/key-missing')
  })
})

describe('readAuthenticationToken', () => {
  it('tells what a token was made of, with any key of the ring', async () => {
    expect(await readAuthenticationToken(ring, pass, token)).toEqual({ keyId: '1', issue: 'AAECAwQFBgcICQoL' })
  })

  it('reads what is made, whatever the issue and the pass', async () => {
    const issues = fc.stringMatching(/^[A-Za-z0-9_-]{16,64}$/)
    const serials = fc.stringMatching(/^[A-Za-z0-9_~-]{1,64}$/)
    await fc.assert(
      fc.asyncProperty(issues, serials, async (issue, serialNumber) => {
        const other = anIdentity({ serialNumber })
        const made = await makeAuthenticationToken(ring, other, { keyId: '2', issue })
        expect(await readAuthenticationToken(ring, other, made)).toEqual({ keyId: '2', issue })
      }),
    )
  })

  it('refuses a token in which any character is another', async () => {
    const change = fc.tuple(fc.nat(token.length - 1), fc.stringMatching(/^[\w.~-]$/))
    await fc.assert(
      fc.asyncProperty(change, async ([index, character]) => {
        fc.pre(token[index] !== character)
        const changed = token.slice(0, index) + character + token.slice(index + 1)
        expect(await readAuthenticationToken(ring, pass, changed)).toBeUndefined()
      }),
    )
  })

  it.each([
    ['another serial number', { serialNumber: 'A-2' }],
    ['another pass type', { passTypeIdentifier: 'pass.com.example.other' }],
  ])('refuses the token of %s', async (_, other) => {
    expect(await readAuthenticationToken(ring, anIdentity(other), token)).toBeUndefined()
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
  ])('refuses %s', async (_, text) => {
    expect(await readAuthenticationToken(ring, pass, text)).toBeUndefined()
  })

  it('refuses a token whose key is no longer in the ring', async () => {
    expect(await readAuthenticationToken(aRing({ ids: ['2'] }), pass, token)).toBeUndefined()
  })
})
