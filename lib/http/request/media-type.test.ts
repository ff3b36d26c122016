import { expect, it } from 'vitest'
import { checkMediaType } from './media-type.ts'

const check = (headers: Record<string, string>) => () => checkMediaType(new Headers(headers), ['application/json'])

it.each(['application/json', 'APPLICATION/JSON', 'application/json; charset=utf-8', 'application/json ;x="a;b"'])(
  'takes %j',
  (type) => {
    expect(check({ 'content-type': type })).not.toThrow()
  },
)

it.each(['text/plain', 'application/jsonp', 'application/merge-patch+json', ''])('refuses %j', (type) => {
  expect(check({ 'content-type': type })).toThrow(expect.objectContaining({ code: 'request/media-type', status: 415 }))
})

it('refuses a body that says nothing of its type', () => {
  expect(check({})).toThrow(expect.objectContaining({ code: 'request/media-type' }))
})

it('refuses compressed bodies', () => {
  expect(check({ 'content-type': 'application/json', 'content-encoding': 'gzip' })).toThrow(
    'the body has a Content-Encoding: send it without',
  )
})

it('takes a Content-Encoding that says that there is none', () => {
  expect(check({ 'content-type': 'application/json', 'content-encoding': 'identity' })).not.toThrow()
})
