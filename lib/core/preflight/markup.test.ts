import { describe, expect, it } from 'vitest'
import { attributedFault, markupIn } from './markup.ts'

describe('markupIn', () => {
  it.each([
    ['<b>now</b>', '<b>'],
    ['one<br/>two', '<br/>'],
    ['<A href="x">y</A>', '<A href="x">'],
    ['Tea &amp; cake', '&amp;'],
  ])('finds in %s the markup %s', (text, markup) => {
    expect(markupIn(text)).toBe(markup)
  })

  it.each(['1 < 2 > 0', 'Ada <ada@example.com>', 'R&D', '<unknown>', 'I <3 you', '<b', 'AT&T; &'])(
    'finds none in %s',
    (text) => {
      expect(markupIn(text)).toBeUndefined()
    },
  )

  it('takes no long time for text that is made to be slow', () => {
    expect(markupIn('<a '.repeat(50_000))).toBeUndefined()
    expect(attributedFault(`<a ${' '.repeat(200_000)}`)).toBeUndefined()
  })
})

describe('attributedFault', () => {
  it.each([
    'plain, 1 < 2',
    "<a href='https://example.com/?a=1&b=2'>text</a>",
    '<a href="mailto:ada@example.com">text</a> and <A HREF="tel:1">call</A>',
  ])('has nothing to say of %s', (text) => {
    expect(attributedFault(text)).toBeUndefined()
  })

  it.each([
    ['<i>x</i>', '<i> is no link'],
    ['<a>x</a>', 'a link is not written as <a href="…">'],
    ['<a href="">x</a>', 'a link has an empty href'],
    ['<a href="/x">x</a>', 'the link to /x has no scheme such as https:'],
    ['<a href=" JavaScript:x()">x</a>', 'the link to JavaScript: is not followed'],
    ['<a href="tel:1"><a href="tel:2">x</a></a>', 'a link begins within a link'],
    ['x</a>', 'a link ends that never began'],
    ['<a href="tel:1">x', 'a link is never closed'],
  ])('says of %s: %s', (text, fault) => {
    expect(attributedFault(text)).toBe(fault)
  })
})
