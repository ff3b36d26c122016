import { describe, expect, it } from 'vitest'
import { appleAuthorities, appleAuthority, appleAuthorityByKey } from './apple.ts'

describe("Apple's authorities", () => {
  it('WWDR G4 is recognised by fingerprint and by key identifier', () => {
    const fingerprint = 'ea4757885538dd8cb59ff4556f676087d83c85e70902c122e42c0808b5bce14c'
    expect(appleAuthority(fingerprint)?.name).toBe('WWDR G4')
    expect(appleAuthorityByKey('5bd9fa1de79a1a0ba399762250863e91c85b77a8')?.sha256).toBe(fingerprint)
  })

  it('an unknown fingerprint is nobody', () => {
    expect(appleAuthority('00'.repeat(32))).toBeUndefined()
  })

  it('every row is well formed, unique, and hangs under a root of the table', () => {
    const roots = appleAuthorities.filter(({ role }) => role === 'root').map(({ name }) => name)
    for (const row of appleAuthorities) {
      expect(row.sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(row.subjectKeyIdentifier).toMatch(/^[0-9a-f]{40}$/)
      expect(row.valid[0] < row.valid[1]).toBe(true)
      if (row.role === 'intermediate') expect(roots).toContain(row.under)
    }
    expect(new Set(appleAuthorities.map(({ sha256 }) => sha256)).size).toBe(appleAuthorities.length)
  })
})
