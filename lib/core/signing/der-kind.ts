/** Tells what a DER value is (a certificate, a key, a .p12 …) from its shape alone, so that a mistake can be named. */
import type { Bytes } from '../bytes.ts'
import { type DerValue, derChildren, readDer, tag } from './der.ts'

interface KindOfDer {
  /** What a message calls it. */
  readonly name: string
  /** What to do when it was given where something else is wanted. */
  readonly advice: string
  /**
   * The tags of a SEQUENCE's children as two hexadecimal digits each, those of the first child in parentheses; for any
   * other value `=` and its tag. Enough to tell the kinds apart: X.509 (RFC 5280), PKCS#10 (RFC 2986), PKCS#8 (RFC 5958), PKCS#1 (RFC 8017), SEC1 (RFC 5915),
   * PKCS#12 (RFC 7292), PKCS#7 (RFC 5652).
   */
  readonly shape: RegExp
}

const giveKey = 'Give the private key that was made together with the certificate request.'
const giveCertificate = 'Give the certificate as PEM or DER.'

/** Everything that people hand in as a certificate or a key. */
export const derKinds = {
  certificate: { name: 'a certificate', advice: giveKey, shape: /^30\((?:a0 )?02 30 30 30 30 30[^)]*\) 30 03$/ },
  'revocation-list': {
    name: 'a list of revoked certificates',
    advice: giveCertificate,
    shape: /^30\((?:02 )?30 30 1[78][^)]*\) 30 03$/,
  },
  request: {
    name: 'a certificate signing request',
    advice: 'Upload it at developer.apple.com and give the certificate that is issued for it.',
    shape: /^30\(02 30 30(?: a0)?\) 30 03$/,
  },
  'public-key': { name: 'a public key', advice: giveKey, shape: /^(?:30\(06[^)]*\) 03|02 02)$/ },
  pkcs8: { name: 'a private key', advice: giveCertificate, shape: /^02 30 04(?: a0)?(?: 81)?$/ },
  'encrypted-pkcs8': { name: 'an encrypted private key', advice: giveCertificate, shape: /^30\(06[^)]*\) 04$/ },
  'rsa-key': { name: 'an RSA private key', advice: giveCertificate, shape: /^02(?: 02){8}(?: 30)?$/ },
  'ec-key': { name: 'an EC private key', advice: giveCertificate, shape: /^02 04(?: a0)?(?: a1)?$/ },
  'ec-parameters': { name: 'a set of EC parameters', advice: giveKey, shape: /^=06$/ },
  pkcs12: {
    name: 'a PKCS#12 file (.p12)',
    advice: 'Take it apart: `passwright signer import FILE.p12 --dir DIR`.',
    shape: /^02 30(?: 30)?$/,
  },
  pkcs7: {
    name: 'a PKCS#7 bundle (.p7b)',
    advice: 'Take it apart: `passwright signer import FILE --dir DIR`.',
    shape: /^06 a0$/,
  },
} as const satisfies Record<string, KindOfDer>

/** A row of {@link derKinds}. */
export type DerKind = keyof typeof derKinds

const digits = (value: DerValue): string => value.tag.toString(16).padStart(2, '0')

const shapeOf = (value: DerValue): string => {
  if (value.tag !== tag.sequence) return `=${digits(value)}`
  const children = derChildren(value) ?? []
  return children
    .map((child, index) => {
      const inner = index === 0 && child.tag === tag.sequence ? derChildren(child) : undefined
      return inner ? `${digits(child)}(${inner.map(digits).join(' ')})` : digits(child)
    })
    .join(' ')
}

const isKind = (name: string): name is DerKind => name in derKinds

/** What the bytes are; undefined if they are no DER, damaged, or something that we do not know. */
export const kindOfDer = (bytes: Bytes): DerKind | undefined => {
  const value = readDer(bytes)
  if (!value) return undefined
  const shape = shapeOf(value)
  return Object.keys(derKinds)
    .filter(isKind)
    .find((kind) => derKinds[kind].shape.test(shape))
}
