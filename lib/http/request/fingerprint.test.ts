import { expect, it } from 'vitest'
import { utf8 } from '../../core/bytes.ts'
import { fingerprintOf } from './fingerprint.ts'

it('is the SHA-256 of method, path and body', async () => {
  expect(await fingerprintOf('PUT', '/passes/a/b', utf8('{}'))).toBe(
    '9bf6b7965d130126ff056403ec7dc7c29707acdde0e2afc1c742d4748b742837',
  )
})

it.each([
  ['method', 'POST', '/passes/a/b', '{}'],
  ['path', 'PUT', '/passes/a/c', '{}'],
  ['body', 'PUT', '/passes/a/b', '{"a":1}'],
])('differs with the %s', async (_, method, path, body) => {
  expect(await fingerprintOf(method, path, utf8(body))).not.toBe(await fingerprintOf('PUT', '/passes/a/b', utf8('{}')))
})
