/** Rules on a signer that need certificates which only openssl makes: each is broken once. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkSigner } from '../../lib/core/index.ts'
import { needs } from '../setup/programs.ts'
import { at, issue, makeAuthority, newRequest, passExtensions, passExtensionsOf, passSubjectOf } from './lookalike.ts'

const check = (certificate: string, now = new Date()) =>
  checkSigner(
    {
      certificate: readFileSync(at(certificate)),
      key: readFileSync(at('key.pem')),
      intermediate: readFileSync(at('G4.pem')),
    },
    { now, trust: { roots: [readFileSync(at('root.pem'))] } },
  )

const codes = async (...args: Parameters<typeof check>) =>
  (await check(...args)).map(({ code, path }) => `${path}: ${code}`)

const days = (count: number): Date => new Date(Date.now() + count * 24 * 60 * 60 * 1000)

describe('a signer', needs('openssl'), () => {
  beforeAll(() => {
    makeAuthority()
    newRequest('key.pem', 'request.csr')
  })

  it('of a lookalike authority has no fault under its root', async () => {
    expect(await codes(issue('request.csr', 'pass.pem'))).toEqual([])
  })

  it('must be for digital signatures', async () => {
    const extensions = passExtensions.replace('digitalSignature', 'keyEncipherment')
    expect(await codes(issue('request.csr', 'usage.pem', { extensions }))).toEqual(['certificate: leaf-key-usage'])
  })

  it('must be for a pass type that may be one', async () => {
    const [subject, extensions] = [passSubjectOf('card'), passExtensionsOf('card')]
    const found = await codes(issue('request.csr', 'form.pem', { subject, extensions }))
    expect(found).toEqual(['certificate: leaf-pass-type-form'])
  })

  it('is warned of an intermediate that ends soon', async () => {
    const late = issue('request.csr', 'late.pem', { more: ['-days', '5000'] })
    expect(await codes(late, days(2975))).toEqual(['intermediate: chain-expires-soon'])
    expect(await codes(late, days(2965))).toEqual([])
  })
})
