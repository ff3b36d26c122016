import { describe, expect, it } from 'vitest'
import { hex, utf8 } from '../bytes.ts'
import { SignerError } from '../errors.ts'
import { assertSigns, loadSigner, type SignerInput } from './signer.ts'
import { issueThrowawayCertificate, makeThrowawayAuthority, type ThrowawayCertificateOptions } from './throwaway.ts'
import { verifySignature } from './verify.ts'

const passTypeIdentifier = 'pass.com.example.demo'
const teamIdentifier = 'ABCDE12345'
const content = utf8('{"pass.json":"da39a3ee5e6b4b0d3255bfef95601890afd80709"}')
const noon = new Date('2026-06-01T12:00:00Z')

const authority = makeThrowawayAuthority({ algorithm: 'P-256' })
const usual: ThrowawayCertificateOptions = {
  passTypeIdentifier,
  teamIdentifier,
  validFrom: new Date('2026-01-01T00:00:00Z'),
  validTo: new Date('2027-01-01T00:00:00Z'),
  algorithm: 'P-256',
}
const issue = async (options: Partial<ThrowawayCertificateOptions> = {}) =>
  issueThrowawayCertificate(await authority, { ...usual, ...options })

const chain = issue()
const signer = chain.then(loadSigner)
const rsaSigner = issue({ algorithm: 'RSA' }).then(loadSigner)

const failure = async (work: () => unknown): Promise<SignerError> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof SignerError) return error
    throw error
  }
  throw new Error('did not fail')
}
const loadFailure = async (input: Partial<SignerInput>) => {
  const usualInput = await chain
  return failure(() => loadSigner({ ...usualInput, ...input }))
}

describe('loading a signer', () => {
  it('tells what it signs for', async () => {
    const { id, certificate, ...facts } = await signer
    expect(facts).toMatchObject({ passTypeIdentifier, teamIdentifier, nfc: false })
    expect(id).toBe(certificate.sha256.slice(0, 16))
  })

  it('is valid while both certificates are', async () => {
    const short = await makeThrowawayAuthority({ algorithm: 'P-256', validTo: new Date('2026-08-01T00:00:00Z') })
    const { notBefore, notAfter } = await loadSigner(await issueThrowawayCertificate(short, usual))
    expect(notBefore).toEqual(new Date('2026-01-01T00:00:00Z'))
    expect(notAfter).toEqual(new Date('2026-08-01T00:00:00Z'))
  })

  it('a key of another certificate is refused', async () => {
    const { code } = await loadFailure({ key: (await issue()).key })
    expect(code).toBe('signer/key-mismatch')
  })

  it('an intermediate that did not issue the certificate is refused', async () => {
    const { intermediate } = await makeThrowawayAuthority({ algorithm: 'P-256' })
    const { code, message } = await loadFailure({ intermediate })
    expect(code).toBe('signer/intermediate-mismatch')
    expect(message).toContain('Lookalike')
  })

  it('the root in place of the intermediate is refused', async () => {
    expect((await loadFailure({ intermediate: (await chain).root })).code).toBe('signer/intermediate-mismatch')
  })

  it('an intermediate without the marker of Worldwide Developer Relations is refused', async () => {
    const unmarked = await makeThrowawayAuthority({ algorithm: 'P-256', wwdrMarker: false })
    const { code, findings } = await failure(async () => loadSigner(await issueThrowawayCertificate(unmarked, usual)))
    expect(code).toBe('signer/intermediate-mismatch')
    expect(findings.map((finding) => finding.code)).toEqual(['intermediate-marker-missing'])
  })

  it('an intermediate in place of the certificate is refused', async () => {
    const { code, findings } = await loadFailure({ certificate: (await chain).intermediate })
    expect(code).toBe('signer/not-a-pass-certificate')
    expect(findings.map((finding) => finding.code)).toContain('leaf-is-authority')
  })

  it.each([
    ['no UID', { userId: null }, ['leaf-user-id-missing', 'leaf-pass-type-extension']],
    ['no OU', { organizationalUnit: null }, ['leaf-team-missing']],
    ['no pass type extension', { passTypeExtension: null }, ['leaf-pass-type-extension']],
    ['another pass type in its extension', { passTypeExtension: 'pass.x' }, ['leaf-pass-type-extension']],
    ['no extended key usage', { extendedKeyUsages: [] }, ['leaf-usage-missing']],
  ])('a certificate with %s is refused, with every fault', async (_, overrides, codes) => {
    const { code, findings } = await failure(async () => loadSigner(await issue({ overrides })))
    expect(code).toBe('signer/not-a-pass-certificate')
    expect(findings.map((finding) => finding.code)).toEqual(codes)
  })

  it('a pass type extension written as IA5String is as good', async () => {
    const loaded = await loadSigner(await issue({ overrides: { passTypeExtensionForm: 'ia5' } }))
    expect(loaded.passTypeIdentifier).toBe(passTypeIdentifier)
  })

  it('a certificate without the APNs marker signs passes all the same', async () => {
    const loaded = await loadSigner(await issue({ overrides: { apnsMarker: false } }))
    expect(loaded.certificate.apnsMarker).toBe(false)
  })

  it('a path in place of the certificate is named', async () => {
    const { code, message } = await loadFailure({ certificate: './certificate.pem' })
    expect(code).toBe('signer/certificate-unreadable')
    expect(message).toContain('looks like a file path')
  })
})

describe('signing', () => {
  it.each([
    ['RSA', rsaSigner],
    ['EC', signer],
  ] as const)('an %s signature is accepted by the verifier', async (_, loading) => {
    const signature = await (await loading).sign(content, noon)
    const { root } = await chain
    const identity = { passTypeIdentifier, teamIdentifier }
    const report = await verifySignature({ signature, content, trust: { roots: [root] }, ...identity })
    expect(report.checks.filter(({ ok }) => ok !== true)).toEqual([])
    expect(report.facts?.signingTime).toEqual(noon)
  })

  it('the same content and time give the same bytes with RSA', async () => {
    const { sign } = await rsaSigner
    expect(hex(await sign(content, noon))).toBe(hex(await sign(content, noon)))
  })

  it('content above and below the size that is hashed here is signed alike', async () => {
    const { root } = await chain
    const { sign } = await rsaSigner
    for (const size of [0, 1536, 1537]) {
      const manifest = new Uint8Array(size).fill(32)
      const signature = await sign(manifest, noon)
      expect((await verifySignature({ signature, content: manifest, trust: { roots: [root] } })).ok).toBe(true)
    }
  })

  it('the signing time loses its fraction, never gains', async () => {
    const signature = await (await signer).sign(content, new Date('2026-06-01T12:00:59.999Z'))
    const { facts } = await verifySignature({ signature, content, trust: 'apple' })
    expect(facts?.signingTime).toEqual(new Date('2026-06-01T12:00:59Z'))
  })

  it.each([
    ['signer/not-yet-valid', '2025-12-31T23:59:59.999Z'],
    ['signer/expired', '2027-01-01T00:00:01Z'],
    ['signer/signing-time', 'no date'],
  ])('%s: a signing time of %s is refused', async (code, time) => {
    const { sign } = await signer
    expect((await failure(() => sign(content, new Date(time)))).code).toBe(code)
  })

  it('the first and the last second of the validity are good', async () => {
    const { sign } = await signer
    expect((await sign(content, new Date('2026-01-01T00:00:00Z')))[0]).toBe(0x30)
    expect((await sign(content, new Date('2027-01-01T00:00:00.999Z')))[0]).toBe(0x30)
  })
})

describe('refusing to sign for others', () => {
  const pass = { passTypeIdentifier, teamIdentifier, nfc: false }

  it('a pass of its own type and team is accepted', async () => {
    assertSigns(await signer, pass)
  })

  it.each([
    ['signer/wrong-pass-type', { passTypeIdentifier: 'pass.com.example.other' }],
    ['signer/wrong-team', { teamIdentifier: 'ZZZZZ99999' }],
    ['signer/nfc-not-allowed', { nfc: true }],
  ])('%s: a pass with %j is refused', async (code, change) => {
    const loaded = await signer
    expect((await failure(() => assertSigns(loaded, { ...pass, ...change }))).code).toBe(code)
  })

  it('an NFC certificate signs passes with NFC and without', async () => {
    const loaded = await loadSigner(await issue({ nfc: true }))
    assertSigns(loaded, { ...pass, nfc: true })
    assertSigns(loaded, pass)
    expect(loaded.nfc).toBe(true)
  })
})
