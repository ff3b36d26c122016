import { describe, expect, it } from 'vitest'
import { arabic } from '../page/texts/arabic.ts'
import { english } from '../page/texts/english.ts'
import { type EmailContents, emailSnippet } from './email-snippet.tsx'

const contents: EmailContents = {
  url: 'https://passes.example/p/Ab_c.OF-1',
  expiresAt: Date.UTC(2027, 11, 26, 22, 58, 51),
  title: 'Ticket to Night Music',
  organizationName: 'Nine Lanterns',
  language: 'en',
}

describe('the snippet as HTML', () => {
  const { html } = emailSnippet(contents, english)

  it('has a picture and a button, and both lead to the page', () => {
    expect(html).toContain('src="https://passes.example/p/Ab_c.OF-1/image.png"')
    expect(html.match(/href="[^"]*"/g)).toEqual(Array(2).fill('href="https://passes.example/p/Ab_c.OF-1"'))
    expect(html).toMatch(/>Add to Apple Wallet<\/a>/)
  })

  it('says what the pass is where pictures are not loaded', () => {
    expect(html).toContain('alt="Ticket to Night Music"')
  })

  it('says until when the link works', () => {
    expect(html).toContain('This link works until December 26, 2027.')
  })

  it('is a table with attributes and inline styles, which is all that mail programs know', () => {
    expect(html).toMatch(/^<table role="presentation"/)
    expect(html).not.toMatch(/<(?!\/?(?:table|tr|td|a|img)\b)/)
    expect(html).toContain('bgcolor="#000000"')
  })

  it('holds texts of a pass as texts', () => {
    const title = `"><script>alert(1)</script>`
    const { html: hostile } = emailSnippet({ ...contents, title, organizationName: title }, english)
    expect(hostile).not.toContain('<script')
    expect(hostile).toContain('alt="&quot;&gt;&lt;script&gt;')
  })

  it('reads from right to left where its language does', () => {
    const { html: rightToLeft } = emailSnippet(contents, arabic)
    expect(rightToLeft).toContain('lang="ar" dir="rtl"')
    expect(rightToLeft).toContain('<td align="center" lang="en"')
  })
})

it('the snippet as text says the same, and has the link in a line of its own', () => {
  expect(emailSnippet({ ...contents, title: 'Ticket to\r\nNight Music' }, english).text.split('\n')).toEqual([
    'Ticket to Night Music',
    'Nine Lanterns',
    '',
    'Add to Apple Wallet:',
    'https://passes.example/p/Ab_c.OF-1',
    '',
    'This link works until December 26, 2027.',
    '',
  ])
})
