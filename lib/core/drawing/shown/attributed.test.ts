import { describe, expect, it } from 'vitest'
import { attributedPieces } from './attributed.ts'
import { detectedPieces } from './detected-links.ts'

describe('a text with links in markup', () => {
  it('is in pieces', () => {
    expect(attributedPieces('See <a href="https://example.com/a?b=1&amp;c=2">our terms</a>.')).toEqual([
      { text: 'See ' },
      { text: 'our terms', href: 'https://example.com/a?b=1&c=2' },
      { text: '.' },
    ])
  })

  it.each([
    ["<a href='mailto:help@example.com'>Mail</a>", 'mailto:help@example.com'],
    ['<A HREF="tel:+43123">Call</A>', 'tel:+43123'],
    ['<a class="x" href="http://example.com">Web</a>', 'http://example.com/'],
  ])('%s leads to %s', (text, href) => {
    expect(attributedPieces(text)).toMatchObject([{ href }])
  })

  it.each([
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="//example.com">x</a>',
    '<a href="https://bank.example@evil.example">x</a>',
    '<a title="https://example.com">x</a>',
    `<a href="https://example.com/${'x'.repeat(2000)}">x</a>`,
  ])('%s is no link', (text) => {
    for (const piece of attributedPieces(text)) expect(piece).not.toHaveProperty('href')
  })

  it('has all other markup as text', () => {
    expect(attributedPieces('<b>1 &lt; 2</b><script>x</script>')).toEqual([{ text: '<b>1 < 2</b><script>x</script>' }])
  })

  it('may leave its links open', () => {
    expect(attributedPieces('<a href="https://a.example">A <a href="https://b.example">B')).toEqual([
      { text: 'A ', href: 'https://a.example/' },
      { text: 'B', href: 'https://b.example/' },
    ])
  })
})

describe('a plain text', () => {
  const links = (text: string, types?: string[]) =>
    detectedPieces(text, types).flatMap(({ text: name, href }) => (href === undefined ? [] : [[name, href]]))

  it.each([
    ['See https://example.com/terms.', 'https://example.com/terms', 'https://example.com/terms'],
    ['On www.example.com, too', 'www.example.com', 'https://www.example.com/'],
    ['Write to help@example.com!', 'help@example.com', 'mailto:help@example.com'],
    ['Call +43 1 234-5678.', '+43 1 234-5678', 'tel:+4312345678'],
    ['Call (800) 555-0199', '(800) 555-0199', 'tel:8005550199'],
    ['Call 800-555-0199', '800-555-0199', 'tel:8005550199'],
  ])('%s has a link', (text, name, href) => {
    expect(links(text)).toEqual([[name, href]])
  })

  it.each(['1234-5678', '2027-03-01', '10.30 - 12.30', 'a@b', 'www.', 'javascript:alert(1)', 'https://'])(
    '%s has none',
    (text) => {
      expect(links(text)).toEqual([])
    },
  )

  it('has the links that it asks for', () => {
    const text = 'https://example.com +43 1 234 5678'
    expect(links(text, ['PKDataDetectorTypePhoneNumber'])).toEqual([['+43 1 234 5678', 'tel:+4312345678']])
    expect(links(text, [])).toEqual([])
  })

  it('loses nothing', () => {
    const text = 'https://example.com, +43 1 234 5678 or help@example.com'
    expect(
      detectedPieces(text, undefined)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  })
})
