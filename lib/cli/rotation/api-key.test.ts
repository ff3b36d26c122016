import { describe, expect, it } from 'vitest'
import type { StoredApiKey } from '../../ports/secrets.ts'
import { withRotatedKey } from './api-key.ts'

const noon = Date.UTC(2026, 10, 21, 12)
const hour = 60 * 60_000

const aKey = (id: string, changes: Partial<StoredApiKey> = {}): StoredApiKey => ({
  ...{ id, hash: id.repeat(8), scopes: [], createdAt: '2026-11-21T12:00:00Z' },
  ...changes,
})

const old = aKey('aaaaaaaa', { scopes: ['passes:read'], label: 'till 4' })
const other = aKey('bbbbbbbb')
const made = aKey('cccccccc')
const rotation = { id: 'aaaaaaaa', made, overlap: 24 * hour }
const rotated = withRotatedKey([old, other], rotation, noon)

describe('the rotation of an API key', () => {
  it('adds a successor that may do the same, and lets the old one end after the overlap', () => {
    expect(rotated).toEqual([
      { ...old, expiresAt: '2026-11-22T12:00:00.000Z' },
      other,
      { ...made, scopes: ['passes:read'], label: 'till 4' },
    ])
  })

  it('is made once, however often', () => {
    expect(withRotatedKey(rotated, rotation, noon + 1)).toBe(rotated)
  })

  it('is refused for a key that was replaced before', () => {
    const again = { ...rotation, made: aKey('dddddddd') }
    expect(() => withRotatedKey(rotated, again, noon)).toThrow(
      'this key was replaced before, and ends at 2026-11-22T12:00:00.000Z: rotate the one that took its place',
    )
  })

  it('removes keys that have ended, and does not replace one of them', () => {
    const next = { id: 'cccccccc', made: aKey('dddddddd'), overlap: hour }
    expect(withRotatedKey(rotated, next, noon + 24 * hour).map(({ id }) => id)).toEqual([
      'bbbbbbbb',
      'cccccccc',
      'dddddddd',
    ])
    const tooLate = { id: 'aaaaaaaa', made: aKey('dddddddd'), overlap: hour }
    expect(() => withRotatedKey(rotated, tooLate, noon + 24 * hour)).toThrow('there is no key of this id')
  })
})
