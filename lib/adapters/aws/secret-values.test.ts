import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../ports/errors.ts'
import { apiKeysOf, apiKeysText, signersOf, signersText } from './secret-values.ts'

const secret = 'CANARY'

const messageOf = (read: () => unknown): string => {
  try {
    read()
  } catch (error) {
    if (error instanceof UnavailableError) return error.message
    throw error
  }
  return 'nothing'
}

describe('signers', () => {
  const signer = { certificate: 'a', key: 'b', intermediate: 'c' }

  it('of which there is one alone are three texts, as earlier releases wrote them', () => {
    expect(signersText({ current: signer })).toBe('{"certificate":"a","key":"b","intermediate":"c"}')
    expect(signersOf('x', signersText({ current: signer }))).toStrictEqual({ current: signer })
  })

  it('of a renewal stand beside it, where earlier releases do not look', () => {
    const next = { signer: { ...signer, skeleton: 'd' }, from: 1_795_000_000_000 }
    const all = { current: { ...signer, skeleton: 'e' }, next, previous: signer }
    expect(signersOf('x', signersText(all))).toStrictEqual(all)
    expect(JSON.parse(signersText(all))).toMatchObject(signer)
  })

  it.each([
    `-----${secret}`,
    `{"certificate":"${secret}"}`,
    `["${secret}"]`,
    'null',
    `{"certificate":"a","key":"b","intermediate":"c","next":{"signer":{"certificate":"${secret}"},"from":1}}`,
    '{"certificate":"a","key":"b","intermediate":"c","next":{"signer":{"certificate":"a","key":"b","intermediate":"c"}}}',
    '{"certificate":"a","key":"b","intermediate":"c","previous":{}}',
  ])('that are none are refused without being quoted: %s', (text) => {
    expect(messageOf(() => signersOf('dev/signers/a', text))).toBe(
      'the secret dev/signers/a does not hold a signer: store it anew',
    )
  })
})

describe('API keys', () => {
  const key = { id: 'abcdefg1', hash: 'a0'.repeat(32), scopes: ['passes:read'], createdAt: '2026-11-21' } as const

  it('come back as they were written', () => {
    expect(apiKeysOf('x', apiKeysText([key, { ...key, label: 'shop' }]))).toStrictEqual([
      key,
      { ...key, label: 'shop' },
    ])
  })

  it('may have scopes of a later release, which allow nothing here', () => {
    const text = JSON.stringify({ keys: [{ ...key, scopes: ['seasons:write', 'passes:read'] }] })
    expect(apiKeysOf('x', text)).toStrictEqual([key])
  })

  it.each([
    ['no list', {}],
    ['a text', { keys: [secret] }],
    ['a short hash', { keys: [{ ...key, hash: secret }] }],
    ['a long id', { keys: [{ ...key, id: `${secret}-long` }] }],
    ['an end that is no time', { keys: [{ ...key, expiresAt: secret }] }],
    ['no scopes', { keys: [{ ...key, scopes: secret }] }],
  ])('with %s are refused without being quoted', (_, value) => {
    expect(messageOf(() => apiKeysOf('dev/api-keys', JSON.stringify(value)))).toBe(
      'the secret dev/api-keys does not hold API keys: store it anew',
    )
  })
})
