import { describe, expect, it } from 'vitest'
import { entityTag, readIfMatch, readIfNoneMatch } from './entity-tags.ts'

describe('If-Match', () => {
  it.each([
    ['"7"', [7]],
    ['"7", "8"', [7, 8]],
    [' "7" ,, "8" ', [7, 8]],
    ['*', 'any'],
    [' * ', 'any'],
  ])('%j names the revisions %j', (text, revisions) => {
    expect(readIfMatch(text)).toEqual(revisions)
  })

  it.each(['W/"7"', '"abc"', '"07"', '"0"', '""', '"1e3"', '"99999999999999999999"', '"a,b"'])(
    '%j is well-formed and matches nothing',
    (text) => {
      expect(readIfMatch(text)).toEqual([])
    },
  )

  it('takes the strong tags among weak ones', () => {
    expect(readIfMatch('W/"6", "7"')).toEqual([7])
  })

  it.each(['', '7', '"7', '7"', "'7'", '"7" "8"', 'w/"7"', 'W/ "7"', '"7", *', '*, "7"', ',', '"7"; x'])(
    'refuses %j',
    (text) => {
      expect(() => readIfMatch(text)).toThrow(expect.objectContaining({ code: 'request/header-invalid' }))
    },
  )

  it('reads a long list in time that grows with its length', () => {
    const tags = Array.from({ length: 20_000 }, (_, index) => `"${index + 1}"`).join(',')
    expect(readIfMatch(tags)).toHaveLength(20_000)
    expect(() => readIfMatch(`${tags},x`)).toThrow()
  })
})

describe('If-None-Match of a read', () => {
  it('takes weak tags too', () => {
    expect(readIfNoneMatch('W/"6", "7"')).toEqual([7, 6])
  })

  it('knows *', () => {
    expect(readIfNoneMatch('*')).toBe('any')
  })
})

it('an entity tag is the revision in double quotes', () => {
  expect(entityTag(12)).toBe('"12"')
})
