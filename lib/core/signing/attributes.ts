/** Reads the signed attributes of a signature. */
import type { Bytes } from '../bytes.ts'
import { compareDer, type DerValue, derChildren, encodeDer, oidText, tag } from './der.ts'
import type { SignerInfo } from './signed-data.ts'

/** An attribute's value, `missing`, or `repeated` when there is more than one (RFC 5652, 11). */
export type AttributeValue = DerValue | 'missing' | 'repeated'

/** The one value of the one signed attribute of this type. */
export const signedAttribute = ({ attributes = [] }: SignerInfo, type: string): AttributeValue => {
  const [found, ...others] = attributes
    .map((attribute) => derChildren(attribute) ?? [])
    .filter(([identifier]) => oidText(identifier) === type)
  const [value, ...further] = (found?.[1] && derChildren(found[1])) ?? []
  if (others.length > 0 || further.length > 0) return 'repeated'
  return value ?? 'missing'
}

/**
 * What a signature over attributes may be over: the attributes as they stand, under the tag of a SET, which is what
 * OpenSSL verifies (node-forge neither writes nor signs them in the order of DER), or, as the standard says, a SET OF in
 * DER, whatever order they stand in (RFC 5652, 5.4). Undefined for a signature without any.
 */
export const signedAttributeEncodings = ({ attributes }: SignerInfo): readonly Bytes[] | undefined => {
  if (!attributes) return undefined
  const parts = attributes.map(({ bytes }) => bytes)
  return [parts, parts.toSorted(compareDer)].map((each) => encodeDer(tag.set, ...each))
}
