import { describe, expect, it } from 'vitest'
import { isFromHere, isOurOwn } from './guard.ts'

const origin = 'http://127.0.0.1:8080'

describe('a request is from here', () => {
  it.each(['127.0.0.1:8080', 'localhost:8080', '[::1]:8080', 'localhost'])('if it asks for %s', (host) => {
    expect(isFromHere({ headers: { host } })).toBe(true)
  })

  it.each(['passes.example.com', '127.0.0.1.example.com', 'localhost.example.com:8080', '192.168.0.2', ''])(
    'not if it asks for "%s": a name of another site may lead here',
    (host) => {
      expect(isFromHere({ headers: { host } })).toBe(false)
    },
  )

  it('not without a host', () => {
    expect(isFromHere({ headers: {} })).toBe(false)
  })

  it.each(['x-forwarded-for', 'forwarded', 'via'])('not if a tunnel brought it, as %s says', (name) => {
    expect(isFromHere({ headers: { host: 'localhost:8080', [name]: '203.0.113.7' } })).toBe(false)
  })
})

const asked = (headers: Readonly<Record<string, string>>): Request => new Request(origin, { headers })

describe('a request is our own', () => {
  it.each<[string, 'visit' | 'part' | 'change', Readonly<Record<string, string>>, boolean]>([
    [
      'a visit of somebody who follows a link',
      'visit',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
      true,
    ],
    ['a visit of another program', 'visit', {}, true],
    [
      'a visit by the script of another site',
      'visit',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      false,
    ],
    ['a picture of our page', 'part', { 'sec-fetch-site': 'same-origin' }, true],
    ['a picture on a page of another site', 'part', { 'sec-fetch-site': 'cross-site' }, false],
    ['a picture on a page of another port', 'part', { 'sec-fetch-site': 'same-site' }, false],
    ['a form of our page', 'change', { 'sec-fetch-site': 'same-origin', origin }, true],
    ['a form of another site', 'change', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
    ['a form of another port', 'change', { origin: 'http://127.0.0.1:9999' }, false],
    ['a form that says nothing of itself', 'change', {}, false],
  ])('%s', (_, kind, headers, expected) => {
    expect(isOurOwn(asked(headers), kind)).toBe(expected)
  })
})
