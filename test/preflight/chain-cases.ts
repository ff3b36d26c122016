/** The examples for the rules on the certificates of a signature. */
import { openCertificate } from '../../lib/core/signing/certificate.ts'
import { encodeDer } from '../../lib/core/signing/der.ts'
import type { ThrowawayOverrides } from '../../lib/core/signing/throwaway.ts'
import type { RuleCase } from './case.ts'
import {
  anAuthority,
  aQuickChain,
  aRevocationList,
  changed,
  type FinishedChanges,
  inspected,
  places,
} from './finished-pass.ts'
import { finishedRows } from './finished-rows.ts'

const chain = aQuickChain()

const derOf = async (pem: string) => openCertificate(pem, 'certificate').facts.der

/** A signature with these certificates in it, and no others. */
const holding = (...pems: readonly Promise<string>[]): FinishedChanges => ({
  chain,
  signature: async (signature) => {
    const certificates = await Promise.all(pems.map(async (pem) => derOf(await pem)))
    return changed(places.certificates, () => [encodeDer(0xa0, ...certificates)])(signature)
  },
})

const leaf = async () => (await chain).certificate
const intermediateOf = async (authority: ReturnType<typeof anAuthority>) => (await authority).intermediate

const issued = (overrides: ThrowawayOverrides): FinishedChanges => ({ chain: aQuickChain({ overrides }) })

const expired = anAuthority({ validTo: new Date('2026-03-01T00:00:00Z') })
const unmarked = anAuthority({ wwdrMarker: false })
const others = anAuthority({}, 'others')

const trusting = async (authority: ReturnType<typeof anAuthority>) => ({ trust: { roots: [(await authority).root] } })

const nfc = {
  message: 'M-1',
  encryptionPublicKey: 'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADsgPpvDDhKDl1VXbhmBnFiYqr5FHuFkcaTcVOEqjLhAM=',
}
const personalization = {
  'personalization.json': '{"description":"Join","requiredPersonalizationFields":["PKPassPersonalizationFieldName"]}',
}
const withNfc = aQuickChain({ nfc: true })
const onlyNamedWithNfc = aQuickChain({ nfc: true, overrides: { nfcMarker: false } })
const onlyMarkedWithNfc = aQuickChain({ overrides: { nfcMarker: true } })

const certificates = finishedRows([
  {
    rule: 18,
    code: 'chain-intermediate-missing',
    says: 'the certificate alone',
    path: 'signature',
    broken: holding(leaf()),
    twin: holding(leaf(), intermediateOf(anAuthority())),
  },
  {
    rule: 19,
    code: 'chain-intermediate-mismatch',
    says: 'an intermediate of the same name that issued others',
    path: 'signature',
    broken: holding(leaf(), intermediateOf(others)),
    twin: holding(intermediateOf(others), leaf(), intermediateOf(anAuthority())),
  },
  {
    rule: 20,
    code: 'leaf-expired',
    says: 'a certificate that had expired when the pass was signed',
    path: 'signature',
    broken: { time: new Date('2027-01-02T00:00:00Z') },
    twin: { time: new Date('2026-12-31T00:00:00Z') },
    options: { now: new Date('2030-01-01T00:00:00Z') },
  },
  {
    rule: 20,
    code: 'leaf-not-yet-valid',
    says: 'a certificate that was not valid yet when the pass was signed',
    path: 'signature',
    broken: { time: new Date('2025-12-31T00:00:00Z') },
    twin: { time: new Date('2026-01-02T00:00:00Z') },
  },
  {
    rule: 0,
    code: 'leaf-expired-since',
    severity: 'info',
    says: 'a certificate that has expired since',
    path: 'signature',
    broken: {},
    options: { now: new Date('2028-01-01T00:00:00Z') },
    twinOptions: { now: new Date('2026-12-01T00:00:00Z') },
  },
  {
    rule: 22,
    code: 'leaf-wrong-pass-type',
    says: 'the certificate of another pass type',
    path: 'signature',
    broken: { pass: { passTypeIdentifier: 'pass.com.example.other' } },
  },
  {
    rule: 22,
    code: 'leaf-pass-type-extension',
    says: 'an extension with another pass type',
    path: 'signature',
    broken: issued({ passTypeExtension: 'pass.com.example.other' }),
    twin: issued({ passTypeExtensionForm: 'ia5' }),
  },
  {
    rule: 22,
    code: 'leaf-pass-type-extension',
    says: 'no extension with the pass type',
    path: 'signature',
    broken: issued({ passTypeExtension: null }),
  },
  {
    rule: 23,
    code: 'leaf-wrong-team',
    says: 'the certificate of another team',
    path: 'signature',
    broken: { pass: { teamIdentifier: 'ZZZZZ99999' } },
  },
  {
    rule: 24,
    code: 'leaf-usage-missing',
    says: 'a certificate that may not sign passes',
    path: 'signature',
    broken: issued({ extendedKeyUsages: ['1.3.6.1.5.5.7.3.2'] }),
    twin: issued({ extendedKeyUsages: ['1.2.840.113635.100.4.14'] }),
  },
  {
    rule: 24,
    code: 'leaf-is-authority',
    says: 'a certificate of an authority',
    path: 'signature',
    broken: issued({ ca: true }),
  },
  {
    rule: 24,
    code: 'chain-untrusted',
    says: "a root that is not Apple's",
    path: 'signature',
    broken: {},
    options: { trust: 'apple' },
    twinOptions: {},
  },
  {
    rule: 25,
    code: 'leaf-without-nfc',
    says: 'NFC with an ordinary certificate',
    path: 'signature',
    broken: { pass: { nfc } },
    twin: { pass: { nfc }, chain: withNfc },
  },
  {
    rule: 25,
    code: 'leaf-without-nfc',
    says: 'NFC with a certificate whose extensions do not say that it is for NFC, nor does its name',
    path: 'signature',
    broken: { pass: { nfc } },
    twin: { pass: { nfc }, chain: onlyMarkedWithNfc },
  },
  {
    rule: 25,
    code: 'leaf-without-nfc',
    says: 'NFC with a certificate whose name does not say that it is for NFC, nor do its extensions',
    path: 'signature',
    broken: { pass: { nfc } },
    twin: { pass: { nfc }, chain: onlyNamedWithNfc },
  },
  {
    rule: 25,
    code: 'leaf-without-nfc',
    says: 'personalization with an ordinary certificate',
    path: 'signature',
    broken: { files: personalization },
    twin: { files: personalization, chain: withNfc },
  },
])

const authorities: readonly RuleCase[] = [
  {
    rule: 19,
    says: 'an intermediate that had expired when the pass was signed',
    code: 'chain-expired',
    severity: 'error',
    path: 'signature',
    broken: async () => inspected({ chain: aQuickChain({}, expired) }, await trusting(expired)),
    twin: async () =>
      inspected({ chain: aQuickChain({}, expired), time: new Date('2026-02-01T00:00:00Z') }, await trusting(expired)),
  },
  {
    rule: 24,
    says: 'an intermediate without the marker of Worldwide Developer Relations',
    code: 'intermediate-marker-missing',
    severity: 'error',
    path: 'signature',
    broken: async () => inspected({ chain: aQuickChain({}, unmarked) }, await trusting(unmarked)),
    twin: async () => inspected({ chain: aQuickChain({}, others) }, await trusting(others)),
  },
]

const listOf = async (revoked: readonly (typeof chain)[]) => ({
  revocationLists: [await aRevocationList(await anAuthority(), await Promise.all(revoked))],
})

const revocation: readonly RuleCase[] = [
  {
    rule: 21,
    says: 'a certificate on the list of its issuer',
    code: 'leaf-revoked',
    severity: 'error',
    path: 'signature',
    broken: async () => inspected({ chain }, await listOf([aQuickChain(), chain])),
    twin: async () => inspected({ chain }, await listOf([aQuickChain()])),
  },
]

/** The examples. */
export const chainCases: readonly RuleCase[] = [...certificates, ...authorities, ...revocation]
