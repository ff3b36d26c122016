import { describe, expect, it } from 'vitest'
import { assertValidAt } from './assert-valid.ts'

const from = (year: number, to: number) => ({
  notBefore: new Date(Date.UTC(year, 0)),
  notAfter: new Date(Date.UTC(to, 0)),
})

const check = (leaf: [number, number], issuer: [number, number], now: string) => () =>
  assertValidAt(
    { certificate: from(...leaf), intermediate: { ...from(...issuer), subjectName: 'CN=Issuer' } },
    Date.parse(now),
  )

describe('the certificates of a signer', () => {
  it.each(['2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'])(
    'are valid from their first moment to their last: %s',
    (now) => {
      expect(check([2026, 2027], [2026, 2027], now)).not.toThrow()
    },
  )

  it.each([
    [
      'the pass certificate has expired',
      check([2026, 2027], [2020, 2030], '2027-01-01T00:00:01Z'),
      'The Pass Type ID certificate expired at 2027-01-01T00:00:00Z. Renew it at developer.apple.com, and sign with the renewed one.',
    ],
    [
      'the intermediate has expired',
      check([2026, 2030], [2020, 2027], '2027-01-01T00:00:01Z'),
      'The intermediate certificate "CN=Issuer" expired at 2027-01-01T00:00:00Z. Have the Pass Type ID certificate issued anew at developer.apple.com: it comes from an intermediate that is valid.',
    ],
    [
      'the pass certificate is not valid yet',
      check([2026, 2027], [2020, 2030], '2025-12-31T23:59:59Z'),
      'The Pass Type ID certificate is not valid before 2026-01-01T00:00:00Z. Sign with a later time, or with another certificate.',
    ],
  ])('are named with what to do, if %s', (_, work, message) => {
    expect(work).toThrow(message)
  })
})
