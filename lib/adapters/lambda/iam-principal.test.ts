import { expect, it } from 'vitest'
import { iamPrincipal } from './iam-principal.ts'

const signedBy = (userId: unknown) => ({ requestContext: { authorizer: { iam: { userId } } } })

it('a user is known by their unique id', () => {
  expect(iamPrincipal(signedBy('AIDAEXAMPLE'))).toBe('AIDAEXAMPLE')
})

it('the sessions of a role are one principal', () => {
  expect(iamPrincipal(signedBy('AROAEXAMPLE:i-0123'))).toBe('AROAEXAMPLE')
  expect(iamPrincipal(signedBy('AROAEXAMPLE:i-4567'))).toBe('AROAEXAMPLE')
})

it.each([undefined, {}, { requestContext: {} }, signedBy(undefined), signedBy(''), signedBy({}), signedBy(':x')])(
  'nobody signed %j',
  (env) => {
    expect(iamPrincipal(env)).toBeUndefined()
  },
)
