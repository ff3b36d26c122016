/** The passes that the table of rules changes are good to begin with. */
import { describe, expect, it } from 'vitest'
import { preflight } from '../../lib/core/preflight/preflight.ts'
import { aPass, good } from './a-pass.ts'

describe('a good pass', () => {
  it.each(Object.entries(good))('of the style %s has no finding at all', (_, base) => {
    const now = new Date('2027-01-15T12:00:00Z')
    expect(preflight(aPass({}, {}, base), { profile: 'strict', now })).toEqual([])
    expect(preflight(aPass({}, {}, base), { profile: 'lenient' })).toEqual([])
  })
})
