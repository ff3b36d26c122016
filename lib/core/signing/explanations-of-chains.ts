/** What can be wrong with the certificates above the one that signs. */
import { type Explanation, inferred } from '../finding.ts'
import { buildingAPass, trustPolicy } from './report.ts'

const authorities = 'https://www.apple.com/certificateauthority/'

/** One row for each code. */
export const chainExplanations: readonly Explanation[] = [
  {
    code: 'chain-intermediate-missing',
    severity: 'error',
    what: "Apple's intermediate certificate is not in the signature.",
    why: "Wallet needs the Worldwide Developer Relations (WWDR) certificate that issued the signer's, and does not fetch it.",
    fix: `Put the intermediate into the signature (openssl: -certfile). It is at ${authorities}`,
    source: buildingAPass,
  },
  {
    code: 'chain-intermediate-mismatch',
    severity: 'error',
    what: "The intermediate certificate is not the one that issued the signer's.",
    why: "Apple has several of nearly the same name (G1 to G8). The right one has the signer's authority key identifier as its subject key identifier.",
    fix: `Take the one that issued the certificate: ${authorities}`,
    source: buildingAPass,
  },
  {
    code: 'chain-not-authority',
    severity: 'error',
    what: 'A certificate that issued another is no certification authority.',
    why: 'Only authorities may issue certificates; no verifier accepts such a chain.',
    fix: `Take the intermediate of Apple: ${authorities}`,
    source: trustPolicy,
  },
  {
    code: 'chain-expired',
    severity: 'error',
    what: 'A certificate above the one that signs was not valid at the time of signing.',
    why: 'The chain does not hold at that time. Passes that were signed while it was valid stay good.',
    fix: `Sign with the intermediate that is valid now: ${authorities}`,
    source: trustPolicy,
  },
  {
    code: 'chain-expires-soon',
    severity: 'warning',
    what: 'The intermediate expires within 30 days.',
    why: 'Then no pass can be signed under it, even where the certificate itself is valid for longer.',
    fix: 'Renew the Pass Type ID certificate at developer.apple.com: Apple issues it under an intermediate that is valid for longer.',
    source: inferred,
  },
  {
    code: 'chain-untrusted',
    severity: 'error',
    what: 'The chain does not end at a root that is trusted.',
    why: "Wallet trusts Apple's roots alone. Throwaway signers are good for all but a phone.",
    fix: 'Sign with a certificate that Apple issued, or trust the root of this chain.',
    source: trustPolicy,
  },
  {
    code: 'intermediate-marker-missing',
    severity: 'error',
    what: 'The intermediate is not one of Worldwide Developer Relations: it lacks the extension that marks them.',
    why: "Apple's trust policy for passes demands the extension 1.2.840.113635.100.6.2.1.",
    fix: `Take the intermediate that issued the certificate: ${authorities}`,
    source: trustPolicy,
  },
]
