/** What can be wrong with the files that are to become a signer. */
import { type Explanation, inferred } from '../finding.ts'
import { buildingAPass, trustPolicy } from './report.ts'

const issue =
  'Issue a Pass Type ID certificate at developer.apple.com: Certificates, +, Pass Type ID Certificate; passwright signer request makes what is uploaded there.'

const otherCertificate = (code: string, what: string, why: string): Explanation => ({
  code,
  severity: 'error',
  what,
  why,
  fix: issue,
  source: trustPolicy,
})

/** One row for each code. */
export const fileExplanations: readonly Explanation[] = [
  otherCertificate(
    'file-push-certificate',
    'The file holds a certificate for pushes to an app or a website, which signs no passes.',
    'It lacks the extension with the pass type identifier. Pushes for passes need none of their own: the certificate that signs them also pushes.',
  ),
  otherCertificate(
    'file-development-certificate',
    'The file holds a certificate of a developer, which signs apps and no passes.',
    'It lacks the extension with the pass type identifier, which Wallet asks for.',
  ),
  otherCertificate(
    'file-distribution-certificate',
    'The file holds a certificate for the distribution of apps, which signs no passes.',
    'It lacks the extension with the pass type identifier, which Wallet asks for.',
  ),
  otherCertificate(
    'file-merchant-certificate',
    'The file holds a certificate of Apple Pay, which signs no passes.',
    'It lacks the extension with the pass type identifier, which Wallet asks for.',
  ),
  otherCertificate(
    'file-other-certificate',
    'The file holds a certificate that is not one for passes.',
    'Wallet asks for a certificate with a pass type identifier, issued by Worldwide Developer Relations.',
  ),
  otherCertificate(
    'file-authority',
    'The file holds a certificate of a certification authority, and none that signs passes.',
    'It belongs into the chain; the certificate for the pass type itself has to be there as well.',
  ),
  {
    code: 'file-other-intermediate',
    severity: 'warning',
    what: "The file holds an intermediate that did not issue the signer's certificate.",
    why: 'Apple has several of nearly the same name (G1 to G8). Only the one whose key identifier the certificate names belongs into a pass.',
    fix: 'Give the intermediate that issued the certificate, or none: passwright signer import fetches it.',
    source: buildingAPass,
  },
  {
    code: 'file-not-used',
    severity: 'warning',
    what: 'The file is neither a certificate nor a private key.',
    why: 'A signer consists of a certificate, its private key and an intermediate.',
    fix: 'Give the certificate that Apple issued, or a .p12 with certificate and key.',
    source: inferred,
  },
  {
    code: 'signer-certificate-missing',
    severity: 'error',
    what: 'The signer has no certificate.',
    why: 'Nothing can be signed without it.',
    fix: 'Put it in with passwright signer import.',
    source: buildingAPass,
  },
  {
    code: 'signer-key-missing',
    severity: 'error',
    what: 'The signer has no private key.',
    why: 'Nothing can be signed without the key that the certificate was requested with.',
    fix: 'Put it in with passwright signer import; where it is lost, request a new certificate.',
    source: buildingAPass,
  },
  {
    code: 'signer-intermediate-missing',
    severity: 'error',
    what: 'The signer has no intermediate.',
    why: "Wallet needs Apple's Worldwide Developer Relations certificate in the signature, and does not fetch it.",
    fix: 'Put it in with passwright signer import.',
    source: buildingAPass,
  },
]
