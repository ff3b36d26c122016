import { describe, expect, it } from 'vitest'
import {
  certificates,
  content,
  faults,
  good,
  rewritten,
  verify,
  verifyVariant,
} from '../../../test/builders/signatures.ts'
import { openCertificate } from './certificate.ts'
import { encodeDer } from './der.ts'
import { makeThrowawayAuthority } from './throwaway.ts'
import { verifySignature } from './verify.ts'

describe('a fault in the chain', () => {
  it('another root is not trusted', async () => {
    const { root } = await makeThrowawayAuthority({ algorithm: 'P-256' })
    expect(faults(await verify({ trust: { roots: [root] } }))).toEqual({ chain: ['chain-untrusted'] })
  })

  it('of several roots one is enough', async () => {
    const { root } = await makeThrowawayAuthority({ algorithm: 'P-256' })
    expect(faults(await verify({ trust: { roots: [root, (await good).chain.root] } }))).toEqual({})
  })

  it('no root at all, and the intermediate as a root, are not trusted', async () => {
    expect(faults(await verify({ trust: { roots: [] } }))).toEqual({ chain: ['chain-untrusted'] })
    const { intermediate } = (await good).chain
    expect(faults(await verify({ trust: { roots: [intermediate] } }))).toEqual({ chain: ['chain-untrusted'] })
  })

  it('a throwaway chain is not taken for one of Apple', async () => {
    expect(faults(await verify({ trust: 'apple' }))).toEqual({ chain: ['chain-untrusted'] })
  })

  it('a missing intermediate is named', async () => {
    const leaf = (await good).certificate.facts.der
    const signature = await rewritten(certificates, () => [encodeDer(0xa0, leaf)])
    expect(faults(await verify({ signature }))).toEqual({ chain: ['chain-intermediate-missing'] })
  })

  it('an intermediate that is not the issuer is named', async () => {
    const leaf = (await good).certificate.facts.der
    const { intermediate } = await makeThrowawayAuthority({ algorithm: 'P-256' })
    const other = openCertificate(intermediate, 'intermediate').facts.der
    const signature = await rewritten(certificates, () => [encodeDer(0xa0, leaf, other)])
    expect(faults(await verify({ signature }))).toEqual({ chain: ['chain-intermediate-mismatch'] })
  })

  it('an intermediate that had expired at the signing time is named', async () => {
    const authority = { validTo: new Date('2026-03-01T00:00:00Z') }
    expect(faults(await verifyVariant({ authority }))).toEqual({ chain: ['chain-expired', 'chain-expired'] })
  })

  it('a root that cannot be read is the fault of whoever gave it', async () => {
    const { signature } = await good
    await expect(verifySignature({ signature, content, trust: { roots: ['root.pem'] } })).rejects.toMatchObject({
      code: 'signer/certificate-unreadable',
    })
  })
})

describe('a fault in the certificate', () => {
  it('another pass type and another team are found', async () => {
    const identity = { passTypeIdentifier: 'pass.com.example.other', teamIdentifier: 'ZZZZZ99999' }
    expect(faults(await verify(identity))).toEqual({ leaf: ['leaf-wrong-pass-type', 'leaf-wrong-team'] })
  })

  it.each([
    ['no UID', { userId: null }, ['leaf-user-id-missing', 'leaf-pass-type-extension']],
    ['no OU', { organizationalUnit: null }, ['leaf-team-missing']],
    ['no pass type extension', { passTypeExtension: null }, ['leaf-pass-type-extension']],
    ['no extended key usage', { extendedKeyUsages: [] }, ['leaf-usage-missing']],
  ])('%s is found', async (_, overrides, codes) => {
    expect(faults(await verifyVariant({ leaf: { overrides } }))).toEqual({ leaf: codes })
  })

  it('an issuer without the marker of Worldwide Developer Relations is found', async () => {
    expect(faults(await verifyVariant({ authority: { wwdrMarker: false } }))).toEqual({
      leaf: ['intermediate-marker-missing'],
    })
  })
})
