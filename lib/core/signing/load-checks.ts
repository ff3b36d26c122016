/** What is checked once when a signer is loaded: certificate, intermediate and key belong together, and sign passes. */
import { SignerError, type SignerErrorCode } from '../errors.ts'
import type { Finding } from '../finding.ts'
import { type KeyAlgorithm, type KeyAlgorithmName, keyAlgorithms } from './algorithms.ts'
import type { ParsedCertificate } from './certificate.ts'
import { isSignedBy, issuerAdvice, namesIssuer } from './issued-by.ts'
import { intermediateFindings, leafFindings } from './pass-certificate.ts'

const refuse = (code: SignerErrorCode, findings: readonly Finding[], otherwise: string): never => {
  const [first] = findings
  throw new SignerError(code, first ? `${first.message} ${first.fix}` : otherwise, { findings })
}

/**
 * The algorithm of a pass certificate's key.
 *
 * @throws SignerError `signer/not-a-pass-certificate`, with a finding for every rule that it breaks
 */
export const assertPassCertificate = ({ facts }: ParsedCertificate): KeyAlgorithmName => {
  const findings = leafFindings(facts)
  if (findings.length === 0 && facts.publicKeyAlgorithm) return facts.publicKeyAlgorithm
  const kinds = Object.keys(keyAlgorithms).join(', ')
  return refuse('signer/not-a-pass-certificate', findings, `The certificate's key is of another kind than ${kinds}.`)
}

/**
 * Checks that the intermediate issued the certificate and is one of Apple's shape.
 *
 * @throws SignerError `signer/intermediate-mismatch`
 */
export const assertIntermediate = async (leaf: ParsedCertificate, intermediate: ParsedCertificate): Promise<void> => {
  const code = 'signer/intermediate-mismatch'
  if (!(namesIssuer(leaf.facts, intermediate.facts) && (await isSignedBy(leaf, intermediate)))) {
    const advice = issuerAdvice(leaf.facts)
    const message = `The certificate was not issued by the given intermediate "${intermediate.facts.subjectName}".`
    throw new SignerError(code, `${message} ${advice}`)
  }
  const findings = intermediateFindings(intermediate.facts)
  if (findings.length > 0 || !intermediate.facts.isCa) {
    refuse(
      code,
      findings,
      'The given intermediate is not a certification authority. Give the issuer of the certificate.',
    )
  }
}

const probe = Uint8Array.of(0x70, 0x72, 0x6f, 0x62, 0x65)

const signsFor = async (leaf: ParsedCertificate, key: CryptoKey, parameters: KeyAlgorithm['parameters']) => {
  const { der } = leaf.x509.publicKey
  const publicKey = await crypto.subtle.importKey('spki', der, parameters, false, ['verify'])
  const signature = await crypto.subtle.sign(parameters, key, probe)
  return crypto.subtle.verify(parameters, publicKey, signature, probe)
}

/**
 * Checks that what the key signs, the certificate verifies.
 *
 * @throws SignerError `signer/key-mismatch`, or `signer/certificate-unreadable` if its public key is of no use
 */
export const assertKey = async (
  leaf: ParsedCertificate,
  key: CryptoKey,
  algorithmName: KeyAlgorithmName,
): Promise<void> => {
  const fits = await signsFor(leaf, key, keyAlgorithms[algorithmName].parameters).catch((cause: unknown) => {
    const message = "The certificate's public key is damaged or too short. Issue a new certificate."
    throw new SignerError('signer/certificate-unreadable', message, { cause })
  })
  if (fits) return
  const message = 'The private key is not the one that the certificate was issued for.'
  throw new SignerError('signer/key-mismatch', `${message} Give the key that the certificate was requested with.`)
}
