import { describe, expect, it } from 'vitest'
import { apnsSettings } from './settings.ts'

const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'

describe('the settings of APNs', () => {
  it('are Apple, trusted by the roots of Node, unless the environment says otherwise', () => {
    expect(apnsSettings({})).toEqual({ origin: 'https://api.push.apple.com' })
    expect(apnsSettings({ PASSWRIGHT_APNS_ORIGIN: '', PASSWRIGHT_APNS_ROOTS: '' })).toEqual({
      origin: 'https://api.push.apple.com',
    })
  })

  it('are what the environment says', () => {
    const env = { PASSWRIGHT_APNS_ORIGIN: 'https://127.0.0.1:2197/', PASSWRIGHT_APNS_ROOTS: pem }
    expect(apnsSettings(env)).toEqual({ origin: 'https://127.0.0.1:2197', roots: pem })
  })

  it.each(['http://127.0.0.1', 'api.push.apple.com', 'https://api.push.apple.com/3/device', 'https://a?b'])(
    'name no origin that is none: %s',
    (origin) => {
      expect(() => apnsSettings({ PASSWRIGHT_APNS_ORIGIN: origin })).toThrow(
        'the environment variable PASSWRIGHT_APNS_ORIGIN is no origin such as https://api.push.apple.com',
      )
    },
  )

  it('take the text of certificates, not the path of a file', () => {
    expect(() => apnsSettings({ PASSWRIGHT_APNS_ROOTS: '/etc/roots.pem' })).toThrow(
      'the environment variable PASSWRIGHT_APNS_ROOTS holds no certificate: it takes the text of a PEM file',
    )
  })
})
