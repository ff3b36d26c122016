import { describe, expect, it } from 'vitest'
import { distrust } from './faults.ts'

const failure = (code: string): Error => Object.assign(new Error('failed'), { code })

describe('a connection that failed', () => {
  it.each([
    'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED',
    'ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED',
    'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
    'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
    'ERR_SSL_TLSV1_ALERT_ACCESS_DENIED',
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'SELF_SIGNED_CERT_IN_CHAIN',
  ])('because of a certificate is for somebody to mend: %s', (code) => {
    expect(distrust(failure(code))).toBe(code)
  })

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'ERR_HTTP2_ERROR'])(
    'for another reason is not: %s',
    (code) => {
      expect(distrust(failure(code))).toBeUndefined()
    },
  )
})
