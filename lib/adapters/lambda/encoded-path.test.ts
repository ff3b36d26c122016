import { expect, it } from 'vitest'
import { withEncodedPath } from './encoded-path.ts'

it.each([
  ['/api/v1/passes/pass.com.example/OF-1~2_3', '/api/v1/passes/pass.com.example/OF-1~2_3'],
  ['/p/a?b#c', '/p/a%3Fb%23c'],
  ['/p/%41', '/p/%2541'],
  ['/p/a b\n\t\\', '/p/a%20b%0A%09%5C'],
  ['/p/ü\u{1f600}', '/p/%C3%BC%F0%9F%98%80'],
  ['/p/../x/./..', '/p/%252E%252E/x/%252E/%252E%252E'],
  ['/p/.a/b../...', '/p/.a/b../...'],
  ['/p/%2e%2e/x', '/p/%252e%252e/x'],
  ['/p/\ud800', '/p/%EF%BF%BD'],
])('%j becomes %j', (decoded, encoded) => {
  expect(withEncodedPath({ version: '2.0', rawPath: decoded })).toEqual({ version: '2.0', rawPath: encoded })
})
