/** The examples for the rules on a signer, before it signs anything. */
import type { Severity } from '../../lib/core/finding.ts'
import { type CheckSignerOptions, checkSigner, type SignerParts } from '../../lib/core/index.ts'
import type { ThrowawayCertificateOptions, ThrowawayOverrides } from '../../lib/core/signing/throwaway.ts'
import type { RuleCase } from './case.ts'
import { anAuthority, aQuickChain, aRevocationList } from './finished-pass.ts'

interface SignerExample {
  readonly leaf?: Partial<ThrowawayCertificateOptions>
  readonly parts?: Partial<SignerParts> | Promise<Partial<SignerParts>>
  readonly options?: CheckSignerOptions
}

const found = async ({ leaf = {}, parts = {}, options = {} }: SignerExample) => {
  const { certificate, key, intermediate } = await aQuickChain(leaf)
  return checkSigner({ certificate, key, intermediate, ...(await parts) }, options)
}

interface SignerRow {
  readonly rule: number
  readonly code: string
  readonly says: string
  readonly severity?: Severity
  readonly path?: string
  readonly broken: SignerExample
  readonly twin?: SignerExample
}

const rows = (examples: readonly SignerRow[]): readonly RuleCase[] =>
  examples.map(
    ({ rule, code, says, severity = 'error', path = 'certificate', broken, twin = {} }): RuleCase => ({
      rule,
      code,
      says: `${says} (signer)`,
      severity,
      path,
      broken: () => found(broken),
      twin: () => found(twin),
    }),
  )

const at = (now: string): SignerExample => ({ options: { now: new Date(now) } })

const issued = (overrides: ThrowawayOverrides): SignerExample => ({ leaf: { overrides } })

const partsOf = async (pick: (chain: Awaited<ReturnType<typeof aQuickChain>>) => Partial<SignerParts>) =>
  pick(await aQuickChain({}, anAuthority({}, 'others')))

const card = { passTypeIdentifier: 'pass.com.example.card', teamIdentifier: 'ABCDE12345' }

const revocation: RuleCase = {
  rule: 21,
  says: 'a revoked certificate (signer)',
  code: 'leaf-revoked',
  severity: 'error',
  path: 'certificate',
  broken: async () => {
    const chain = await aQuickChain()
    return checkSigner(chain, { revocationLists: [await aRevocationList(await anAuthority(), [chain])] })
  },
  twin: async () =>
    checkSigner(await aQuickChain(), { revocationLists: [await aRevocationList(await anAuthority(), [])] }),
}

/** The examples. */
export const signerCases: readonly RuleCase[] = [
  revocation,
  ...rows([
    {
      rule: 19,
      code: 'chain-intermediate-mismatch',
      says: 'an intermediate that did not issue the certificate',
      path: 'intermediate',
      broken: { parts: partsOf(({ intermediate }) => ({ intermediate })) },
    },
    {
      rule: 20,
      code: 'leaf-expired',
      says: 'an expired certificate',
      broken: at('2027-01-02T00:00:00Z'),
      twin: at('2026-06-01T00:00:00Z'),
    },
    {
      rule: 20,
      code: 'leaf-not-yet-valid',
      says: 'a certificate of tomorrow',
      broken: at('2025-12-31T00:00:00Z'),
      twin: at('2026-06-01T00:00:00Z'),
    },
    {
      rule: 0,
      code: 'leaf-expires-soon',
      severity: 'warning',
      says: 'a certificate with ten days to go',
      broken: at('2026-12-22T00:00:00Z'),
      twin: at('2026-11-30T00:00:00Z'),
    },
    {
      rule: 22,
      code: 'leaf-wrong-pass-type',
      says: 'a certificate of another pass type than the pass',
      broken: { options: { pass: { ...card, passTypeIdentifier: 'pass.com.example.other' } } },
      twin: { options: { pass: card } },
    },
    {
      rule: 23,
      code: 'leaf-wrong-team',
      says: 'a certificate of another team than the pass',
      broken: { options: { pass: { ...card, teamIdentifier: 'ZZZZZ99999' } } },
      twin: { options: { pass: card } },
    },
    {
      rule: 24,
      code: 'leaf-usage-missing',
      says: 'a certificate that may not sign passes',
      broken: issued({ extendedKeyUsages: [] }),
    },
    {
      rule: 0,
      code: 'leaf-without-push',
      severity: 'warning',
      says: 'a certificate that may not push',
      broken: issued({ apnsMarker: false }),
    },
    {
      rule: 25,
      code: 'leaf-without-nfc',
      says: 'an ordinary certificate for a pass with NFC',
      broken: { options: { pass: { nfc: true } } },
      twin: { leaf: { nfc: true }, options: { pass: { nfc: true } } },
    },
    {
      rule: 0,
      code: 'signer-key-mismatch',
      says: 'the key of another certificate',
      path: 'key',
      broken: { parts: partsOf(({ key }) => ({ key })) },
    },
    {
      rule: 0,
      code: 'signer-key-unreadable',
      says: 'a certificate for a key',
      path: 'key',
      broken: { parts: partsOf(({ certificate }) => ({ key: certificate })) },
    },
    {
      rule: 0,
      code: 'signer-certificate-unreadable',
      says: 'a path for a certificate',
      broken: { parts: { certificate: './pass.pem' } },
    },
    {
      rule: 0,
      code: 'leaf-key-ec',
      severity: 'warning',
      says: 'a key on an elliptic curve',
      broken: {},
      twin: { leaf: { algorithm: 'RSA' } },
    },
  ]),
]
