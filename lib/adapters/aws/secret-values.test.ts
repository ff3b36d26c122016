import { describe, expect, it } from 'vitest'
import { utf8 } from '../../core/bytes.ts'
import { UnavailableError } from '../../ports/errors.ts'
import { apiKeysOf, apiKeysText, keyRingOf, signerOf, signerText } from './secret-values.ts'

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

describe('a signer', () => {
  it('is three texts', () => {
    const signer = { certificate: 'a', key: 'b', intermediate: 'c' }
    expect(signerText(signer)).toBe('{"certificate":"a","key":"b","intermediate":"c"}')
    expect(signerOf('x', signerText(signer))).toStrictEqual(signer)
  })

  it.each([`-----${secret}`, `{"certificate":"${secret}"}`, `["${secret}"]`, 'null'])(
    'that is none is refused without being quoted: %s',
    (text) => {
      expect(messageOf(() => signerOf('dev/signers/a', text))).toBe(
        'the secret dev/signers/a does not hold a signer: store it anew',
      )
    },
  )
})

describe('a key ring', () => {
  it('has the UTF-8 bytes of each text by its number', () => {
    const text = 'k'.repeat(64)
    const ring = keyRingOf('x', JSON.stringify({ current: '2', 1: 'é'.repeat(16), 2: text }))
    expect(ring).toStrictEqual({
      current: '2',
      keys: new Map([
        ['1', utf8('é'.repeat(16))],
        ['2', utf8(text)],
      ]),
    })
  })

  it.each([
    ['without a current key', { 1: 'k'.repeat(64) }],
    ['whose current key is not there', { current: '2', 1: 'k'.repeat(64) }],
    ['with a key that is too short', { current: '1', 1: 'k'.repeat(31) }],
    ['with a number above 255', { current: '1', 1: 'k'.repeat(64), 256: 'k'.repeat(64) }],
    ['with a name instead of a number', { current: 'a', a: 'k'.repeat(64) }],
    ['with a key that is no text', { current: '1', 1: 5 }],
  ])('%s is refused', (_, value) => {
    expect(messageOf(() => keyRingOf('dev/hmac-keys', JSON.stringify(value)))).toBe(
      'the secret dev/hmac-keys does not hold usable keys: store it anew',
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
    ['no scopes', { keys: [{ ...key, scopes: secret }] }],
  ])('with %s are refused without being quoted', (_, value) => {
    expect(messageOf(() => apiKeysOf('dev/api-keys', JSON.stringify(value)))).toBe(
      'the secret dev/api-keys does not hold API keys: store it anew',
    )
  })
})
