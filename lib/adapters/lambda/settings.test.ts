import { describe, expect, it } from 'vitest'
import { serviceSettings } from './settings.ts'

const env = {
  PASSWRIGHT_PUBLIC_BASE_URL: 'https://passes.example.com',
  PASSWRIGHT_PASS_TYPES: 'pass.com.example.a,pass.com.example.b',
}

describe('the settings of a function', () => {
  it('are what its environment says', () => {
    const more = { PASSWRIGHT_ADOPTED_PASS_TYPES: 'pass.com.example.b', PASSWRIGHT_GENERATION: '12' }
    expect(serviceSettings({ ...env, ...more })).toEqual({
      publicBaseUrl: 'https://passes.example.com',
      passTypeIdentifiers: ['pass.com.example.a', 'pass.com.example.b'],
      adoptedPassTypes: ['pass.com.example.b'],
      generation: 12,
    })
  })

  it('name the moment of a restore in whole seconds', () => {
    const { restoredAt } = serviceSettings({ ...env, PASSWRIGHT_RESTORED_AT: '2026-11-21T12:00:00Z' })
    expect(restoredAt).toBe(1795262400)
  })

  it('never is none', () => {
    expect(serviceSettings({ ...env, PASSWRIGHT_RESTORED_AT: 'never' })).not.toHaveProperty('restoredAt')
  })

  it.each(['', 'yesterday', '2026-11-21T12:00:00.5Z'])('%j is refused as one', (text) => {
    expect(() => serviceSettings({ ...env, PASSWRIGHT_RESTORED_AT: text })).toThrow(
      'the environment variable PASSWRIGHT_RESTORED_AT is no moment such as 2027-03-01T09:30:00Z',
    )
  })

  it.each([undefined, ''])('with %j for adopted pass types there are none', (none) => {
    const { adoptedPassTypes, generation } = serviceSettings({ ...env, PASSWRIGHT_ADOPTED_PASS_TYPES: none })
    expect([adoptedPassTypes, generation]).toEqual([[], 1])
  })

  it.each(['PASSWRIGHT_PUBLIC_BASE_URL', 'PASSWRIGHT_PASS_TYPES'])('are none without %s', (name) => {
    const missing = `the environment variable ${name} is missing: serverless.yml sets it for who needs it`
    expect(() => serviceSettings({ ...env, [name]: undefined })).toThrow(missing)
  })

  it.each(['', '0', '1.5', '-1', 'one'])('a generation %j is refused', (text) => {
    expect(() => serviceSettings({ ...env, PASSWRIGHT_GENERATION: text })).toThrow(
      'the environment variable PASSWRIGHT_GENERATION is no whole number from 1 on',
    )
  })
})
