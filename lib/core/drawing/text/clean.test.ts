import { describe, expect, it } from 'vitest'
import { cleanLine, cleanText } from './clean.ts'

describe('a text of a stranger', () => {
  it.each([
    ['control characters', 'a\u0000b\u001bc', 'a\ufffdb\ufffdc'],
    ['halves of pairs', 'a\ud800b\udfff', 'a\ufffdb\ufffd'],
    ['code points that are no characters', 'a\ufffeb\uffff', 'a\ufffdb\ufffd'],
    ['a direction that would reach beyond it', '\u202eabc', '\u200fabc'],
    ['an isolate', '\u2066abc\u2069', '\u200eabc'],
    ['directions in a row', '\u202e\u202e\u202eabc', '\u200fabc'],
    ['narrow blanks', '12\u202f345', '12\u00a0345'],
    ['blanks in a row', '  a \t b  ', 'a b'],
    ['other line breaks', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['blanks at the ends of lines', 'a  \n  b', 'a\nb'],
    ['nothing that is fine', '👩‍👩‍👧 é', '👩‍👩‍👧 é'],
  ])('is cleaned of %s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean)
  })

  it('is one line where there is room for one only', () => {
    expect(cleanLine('Gate\n\nB 12\t ')).toBe('Gate B 12')
  })
})
