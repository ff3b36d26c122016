import { describe, expect, it } from 'vitest'
import { generateSecretString } from './secrets.ts'

describe('a generated secret', () => {
  const first = () => 0
  const last = (below: number) => below - 1

  it('stands under its key in the template of the secret', () => {
    const options = {
      SecretStringTemplate: '{"current":"1"}',
      GenerateStringKey: '1',
      PasswordLength: 64,
      ExcludePunctuation: true,
    }
    expect(JSON.parse(generateSecretString(options, first))).toEqual({ current: '1', 1: 'a'.repeat(64) })
    expect(JSON.parse(generateSecretString(options))['1']).toMatch(/^[A-Za-z0-9]{64}$/)
  })

  it('is the password itself without a template, of 32 characters by default', () => {
    expect(generateSecretString({}, last)).toBe('~'.repeat(32))
  })

  it('leaves out what it is told to', () => {
    const options = {
      ExcludePunctuation: true,
      ExcludeLowercase: true,
      ExcludeUppercase: true,
      ExcludeCharacters: '01234567',
    }
    expect(generateSecretString(options)).toMatch(/^[89]{32}$/)
  })
})
