import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PersonalizationError } from '../errors.ts'
import {
  assertPersonalizationToken,
  signPersonalizationToken,
  verifyPersonalizationSignature,
} from './personalization-token.ts'
import { loadSigner } from './signer.ts'
import { issueThrowawayCertificate, makeThrowawayAuthority } from './throwaway.ts'

const passTypeIdentifier = 'pass.com.example.demo'
const teamIdentifier = 'ABCDE12345'
const signingTime = new Date('2026-06-01T12:00:00Z')

const aChain = async () =>
  issueThrowawayCertificate(await makeThrowawayAuthority({ algorithm: 'P-256' }), {
    ...{ passTypeIdentifier, teamIdentifier, nfc: true, algorithm: 'P-256' },
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validTo: new Date('2027-01-01T00:00:00Z'),
  })
const chain = aChain()

const sign = async (token: string) => signPersonalizationToken(await loadSigner(await chain), token, signingTime)

const verify = async (token: string, signature: Uint8Array) =>
  verifyPersonalizationSignature({
    ...{ token, signature, passTypeIdentifier, teamIdentifier },
    trust: { roots: [(await chain).root] },
  })

const countingSigner = () => {
  const signer = { signed: 0, sign: () => Promise.resolve(new Uint8Array(signer.signed++)) }
  return signer
}

const refused = [
  ['nothing', ''],
  ['a manifest', '{"pass.json":"da39a3ee5e6b4b0d3255bfef95601890afd80709"}'],
  ['an empty manifest', '{}'],
  ['513 characters', 'a'.repeat(513)],
  ['a space', 'a b'],
  ['a line end', 'abc\n'],
  ['a quote', 'a"b'],
  ['a letter beyond ASCII', 'ä'],
  ['a percent sign', '%7B%7D'],
] as const

describe('a personalization token', () => {
  it.each(['a', 'a'.repeat(512), 'AZaz09+/=_.:-', '1f0c6a2e-77aa-4b2c-9d2e-5a4c3a1b0f9e'])(
    'is signed as it is: %s',
    async (token) => {
      const { ok, checks } = await verify(token, await sign(token))
      expect(checks.flatMap(({ findings }) => findings)).toEqual([])
      expect(ok).toBe(true)
    },
  )

  it.each(refused)('that is none is refused, and nothing is signed: %s', async (_, token) => {
    const signer = countingSigner()
    await expect(signPersonalizationToken(signer, token, signingTime)).rejects.toBeInstanceOf(PersonalizationError)
    expect(signer.signed).toBe(0)
  })

  it('that is refused is not repeated in the message', () => {
    expect(() => assertPersonalizationToken('{"canary":1}')).toThrow(/^(?!.*canary)/)
  })

  it('cannot be JSON that is an object', () => {
    const manifest = fc.dictionary(fc.string(), fc.string()).map((json) => JSON.stringify(json))
    fc.assert(
      fc.property(manifest, (text) => {
        expect(() => assertPersonalizationToken(text)).toThrow(PersonalizationError)
      }),
    )
  })
})

describe('the signature of a personalization token', () => {
  it('does not verify over another token', async () => {
    const { ok, checks } = await verify('token-2', await sign('token-1'))
    expect(ok).toBe(false)
    expect(checks.filter((check) => check.ok !== true).map(({ name }) => name)).toEqual(['integrity'])
  })

  it('does not verify with another root', async () => {
    const { root } = await aChain()
    const signature = await sign('token')
    const { ok } = await verifyPersonalizationSignature({ token: 'token', signature, trust: { roots: [root] } })
    expect(ok).toBe(false)
  })

  it('does not verify as one of another pass type', async () => {
    const signature = await sign('token')
    const { checks } = await verifyPersonalizationSignature({
      ...{ token: 'token', signature, passTypeIdentifier: 'pass.com.example.other' },
      trust: { roots: [(await chain).root] },
    })
    expect(checks.find(({ name }) => name === 'leaf')?.ok).toBe(false)
  })
})
