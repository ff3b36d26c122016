import { describe, expect, it } from 'vitest'
import { openCertificate, readCertificate } from './certificate.ts'
import { isSignedBy } from './issued-by.ts'
import {
  issueThrowawayCertificate,
  makeThrowawayAuthority,
  makeThrowawayChain,
  type ThrowawayCertificateOptions,
} from './throwaway.ts'

const authority = makeThrowawayAuthority({ algorithm: 'P-256' })
const usual: ThrowawayCertificateOptions = {
  passTypeIdentifier: 'pass.com.example.demo',
  teamIdentifier: 'ABCDE12345',
  validFrom: new Date('2026-01-01T00:00:00Z'),
  validTo: new Date('2027-01-01T00:00:00Z'),
  algorithm: 'P-256',
}
const issue = async (options: Partial<ThrowawayCertificateOptions> = {}) =>
  readCertificate((await issueThrowawayCertificate(await authority, { ...usual, ...options })).certificate)

describe('throwaway chains', () => {
  it("a certificate has the shape of Apple's", async () => {
    const { der, sha256, serialNumber, subjectKeyIdentifier, ...facts } = await issue()
    const intermediate = readCertificate((await authority).intermediate)
    expect(facts).toEqual({
      subject: {
        userId: 'pass.com.example.demo',
        commonName: 'Pass Type ID: pass.com.example.demo',
        organizationalUnit: 'ABCDE12345',
        organization: 'Passwright throwaway',
      },
      organizationalUnits: ['ABCDE12345'],
      subjectName:
        'UID=pass.com.example.demo, CN=Pass Type ID: pass.com.example.demo, OU=ABCDE12345, O=Passwright throwaway, C=ZZ',
      issuerName: 'CN=Throwaway Developer Relations Lookalike, O=Passwright throwaway, OU=G4',
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2027-01-01T00:00:00Z'),
      authorityKeyIdentifier: intermediate.subjectKeyIdentifier,
      extendedKeyUsages: ['1.3.6.1.5.5.7.3.2', '1.2.840.113635.100.4.14'],
      passTypeExtension: 'pass.com.example.demo',
      apnsMarker: true,
      wwdrMarker: false,
      isCa: false,
      nfc: false,
      publicKeyAlgorithm: 'P-256',
    })
    expect(der[0]).toBe(0x30)
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(serialNumber).toMatch(/^[0-9a-f]{32}$/)
    expect(subjectKeyIdentifier).toMatch(/^[0-9a-f]{40}$/)
  })

  it('an NFC certificate says so in its name', async () => {
    const { nfc, subject } = await issue({ nfc: true })
    expect(nfc).toBe(true)
    expect(subject.commonName).toBe('Pass Type ID with NFC: pass.com.example.demo')
  })

  it('an intermediate is an authority with the marker of Worldwide Developer Relations', async () => {
    const { isCa, wwdrMarker, extendedKeyUsages } = readCertificate((await authority).intermediate)
    expect({ isCa, wwdrMarker, extendedKeyUsages }).toEqual({ isCa: true, wwdrMarker: true, extendedKeyUsages: [] })
  })

  it('root, intermediate and certificate are signed each by the one above', async () => {
    const chain = await issueThrowawayCertificate(await authority, usual)
    const [root, intermediate, leaf] = [chain.root, chain.intermediate, chain.certificate].map((pem) =>
      openCertificate(pem, 'certificate'),
    )
    expect(await isSignedBy(leaf!, intermediate!)).toBe(true)
    expect(await isSignedBy(intermediate!, root!)).toBe(true)
    expect(await isSignedBy(root!, root!)).toBe(true)
    expect(await isSignedBy(leaf!, root!)).toBe(false)
  })

  it('parts can be changed and left out for negative tests', async () => {
    const certificate = await issue({
      overrides: {
        userId: null,
        organizationalUnit: 'ZZZZZ99999',
        passTypeExtension: 'pass.com.example.other',
        passTypeExtensionForm: 'ia5',
        extendedKeyUsages: [],
        apnsMarker: false,
        ca: true,
      },
    })
    expect(certificate.subject.userId).toBeUndefined()
    expect(certificate.subject.organizationalUnit).toBe('ZZZZZ99999')
    expect(certificate.passTypeExtension).toBe('pass.com.example.other')
    expect(certificate).toMatchObject({ extendedKeyUsages: [], apnsMarker: false, isCa: true })
  })

  it('a validity beyond 2049 is read back', async () => {
    const validTo = new Date('2051-06-01T00:00:00Z')
    expect((await issue({ validTo })).notAfter).toEqual(validTo)
  })

  it('one step makes a whole chain of RSA keys, valid from the day before', async () => {
    const now = new Date('2026-11-21T12:00:00Z')
    const identity = { passTypeIdentifier: 'pass.com.example.one', teamIdentifier: 'ABCDE12345' }
    const { certificate, key } = await makeThrowawayChain({ ...identity, now })
    const { publicKeyAlgorithm, notBefore, notAfter } = readCertificate(certificate)
    expect(publicKeyAlgorithm).toBe('RSA')
    expect(notBefore).toEqual(new Date('2026-11-20T12:00:00Z'))
    expect(notAfter).toEqual(new Date('2027-11-21T12:00:00Z'))
    expect(key.startsWith('-----BEGIN PRIVATE KEY-----\n')).toBe(true)
  })
})
