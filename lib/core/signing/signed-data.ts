/** Takes a CMS SignedData apart (RFC 5652, 5), as far as the signature of a pass needs it. */
import { type Bytes, copyBytes, hex } from '../bytes.ts'
import { type DerValue, derInside, oidText, tag } from './der.ts'
import { type DistinguishedName, readName } from './distinguished-name.ts'
import { type AlgorithmIdentifier, readAlgorithm } from './x509.ts'

/** Whose certificate it is: by the names of its issuer and its serial number, or by the identifier of its key. */
type SignerIdentifier =
  | { readonly issuer: DistinguishedName; readonly serialNumber: string }
  | { readonly keyIdentifier: string }

/** One signature of a container (RFC 5652, 5.3). */
export interface SignerInfo {
  readonly identifier: SignerIdentifier
  /** An object identifier. */
  readonly digestAlgorithm: string
  /** The signed attributes, each a SEQUENCE of its type and its values; undefined for a signature over the content itself. */
  readonly attributes?: readonly DerValue[]
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Bytes
}

/** The context-specific tags of a SignedData and of a SignerInfo, as their identifier octets. */
const contentTag = 0xa0
const certificatesTag = 0xa0
const revocationListsTag = 0xa1
const attributesTag = 0xa0
const unsignedAttributesTag = 0xa1
const keyIdentifierTag = 0x80

/** The parts of a SignedData (RFC 5652, 5.1) that are looked at. */
export interface SignedParts {
  /** The object identifier of what the container is; `''` for what is no container at all. */
  readonly type: string
  /** What the signature is over. */
  readonly contentType: string
  readonly hasContent: boolean
  /** As they stand there: a fingerprint must be one of the very bytes. */
  readonly certificates: readonly Bytes[]
  readonly signers: readonly DerValue[]
}

/** Two values, no fewer and no more. */
const two = { least: 2, most: 2 }

const isVersion = (value: DerValue | undefined): boolean => value?.tag === tag.integer

/** The certificates, a SET of its own type; revocation lists may stand behind them. */
const certificatesIn = (optional: readonly DerValue[]): readonly DerValue[] => {
  const [first, ...others] = optional
  const lists = first?.tag === certificatesTag ? others : optional
  if (lists.length > 1 || lists.some((value) => value.tag !== revocationListsTag)) throw new TypeError('no SignedData')
  return first?.tag === certificatesTag ? derInside(first, certificatesTag) : []
}

/** Takes a container apart; undefined, or a TypeError, for what has not the parts of one. */
export const signedParts = (root: DerValue | undefined): SignedParts | undefined => {
  const [type, wrapped] = derInside(root, tag.sequence, two)
  const [data] = derInside(wrapped, contentTag, { least: 1, most: 1 })
  const [version, digests, encapsulated, ...rest] = derInside(data, tag.sequence, { least: 4 })
  if (!isVersion(version) || digests?.tag !== tag.set) return undefined
  const [contentType, content] = derInside(encapsulated, tag.sequence, { least: 1, most: 2 })
  return {
    type: oidText(type) ?? '',
    contentType: oidText(contentType) ?? '',
    hasContent: content !== undefined,
    certificates: certificatesIn(rest.slice(0, -1))
      .filter((value) => value.tag === tag.sequence)
      .map(({ bytes }) => copyBytes(bytes)),
    signers: derInside(rest.at(-1), tag.set),
  }
}

const readIdentifier = (value: DerValue | undefined): SignerIdentifier | undefined => {
  if (value?.tag === keyIdentifierTag) return { keyIdentifier: hex(value.content) }
  const [issuer, serialNumber] = derInside(value, tag.sequence, two)
  if (!issuer || serialNumber?.tag !== tag.integer) return undefined
  return { issuer: readName(issuer), serialNumber: hex(serialNumber.content) }
}

const readAttributes = (value: DerValue): readonly DerValue[] => {
  const attributes = derInside(value, attributesTag)
  for (const attribute of attributes) {
    const [, values] = derInside(attribute, tag.sequence, two)
    derInside(values, tag.set)
  }
  return attributes
}

/** Reads a SignerInfo; undefined, or a TypeError, for what is none. */
export const readSigner = (value: DerValue): SignerInfo | undefined => {
  const [version, identifier, digestAlgorithm, ...rest] = derInside(value, tag.sequence)
  const attributes = rest[0]?.tag === attributesTag ? rest[0] : undefined
  const [signatureAlgorithm, signature, unsigned, ...beyond] = attributes ? rest.slice(1) : rest
  const whose = readIdentifier(identifier)
  if (!(whose && isVersion(version)) || signature?.tag !== tag.octets) return undefined
  if (beyond.length > 0 || (unsigned && unsigned.tag !== unsignedAttributesTag)) return undefined
  return {
    identifier: whose,
    digestAlgorithm: readAlgorithm(digestAlgorithm).oid,
    ...(attributes ? { attributes: readAttributes(attributes) } : {}),
    signatureAlgorithm: readAlgorithm(signatureAlgorithm),
    signature: signature.content,
  }
}
