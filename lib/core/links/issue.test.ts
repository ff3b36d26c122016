import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audienceOf, issueFor } from './issue.ts'

describe('the issue of a record', () => {
  it('is the random text itself for a pass of a few devices', () => {
    expect(issueFor('few', 'AAECAwQFBgcICQoL')).toBe('AAECAwQFBgcICQoL')
  })

  it('tells the audience that it was made for, whatever the random text', () => {
    fc.assert(
      fc.property(fc.constantFrom('few', 'many'), fc.stringMatching(/^[A-Za-z0-9_-]{16}$/), (audience, random) => {
        expect(audienceOf(issueFor(audience, random))).toBe(audience)
      }),
    )
  })
})
