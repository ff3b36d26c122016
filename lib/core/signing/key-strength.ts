/** Whether the key of a certificate is of the kind and size that Apple issues pass certificates for. */
import { type Finding, inferred } from '../finding.ts'
import type { ParsedCertificate } from './certificate.ts'
import { derChildren, readDer, tag } from './der.ts'
import { signatureFinding } from './report.ts'

const fewestBits = 2048
const fix = 'Request the certificate with an RSA key of 2,048 bits.'

/** The number of bits of an RSA modulus, which may have a zero byte in front that keeps it positive. */
const modulusBits = ({ x509 }: ParsedCertificate): number | undefined => {
  const key = readDer(x509.publicKey.key)
  const [modulus] = (key && derChildren(key)) ?? []
  if (modulus?.tag !== tag.integer) return undefined
  const bytes = modulus.content
  const first = bytes.findIndex((byte) => byte !== 0)
  return first < 0 ? 0 : (bytes.length - first) * 8 - Math.clz32(bytes[first] ?? 0) + 24
}

/** The findings on the key of a certificate. */
export const keyStrengthFindings = (certificate: ParsedCertificate): readonly Finding[] => {
  const { publicKeyAlgorithm } = certificate.facts
  if (!publicKeyAlgorithm) {
    const message = "The certificate's key is of a kind that signs no passes."
    return [signatureFinding('leaf-key-unsupported', message, { fix, source: inferred })]
  }
  if (publicKeyAlgorithm !== 'RSA') {
    const message = `The certificate is for a key on the curve ${publicKeyAlgorithm}; no pass signed with one is known.`
    return [signatureFinding('leaf-key-ec', message, { severity: 'warning', fix, source: inferred })]
  }
  const bits = modulusBits(certificate)
  if (bits === undefined || bits >= fewestBits) return []
  const message = `The certificate's RSA key has ${bits} bits, less than ${fewestBits}.`
  return [signatureFinding('leaf-key-weak', message, { severity: 'warning', fix, source: inferred })]
}
