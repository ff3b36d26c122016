import { expect, it } from 'vitest'
import { faceNameOf } from './face-routes.ts'

it.each([
  ['/wallet/v1/log', 'wallet'],
  ['/wallet/', 'wallet'],
  ['/p/x.A-1/pass.pkpass', 'download'],
  ['/p/x/passes.pkpasses', 'download'],
  ['/p/x/10/pass.pkpass', 'download'],
  ['/p/x/1/passes.pkpasses', 'page'],
  ['/p/x/1/2/pass.pkpass', 'page'],
  ['/p/x/passXpkpass', 'page'],
  ['/p//pass.pkpass', 'page'],
  ['/p/x', 'page'],
  ['/p/', 'page'],
  ['/.well-known/passwright/keys', 'page'],
  ['/api/v1/passes', 'api'],
  ['/health', 'api'],
  ['/p', 'api'],
  ['/', 'api'],
])('%s is answered by the face %s', (path, face) => {
  expect(faceNameOf(path)).toBe(face)
})
