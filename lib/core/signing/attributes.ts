/** Reads the signed attributes of a signature. */
import type { Bytes } from '../bytes.ts'
import type { SignerInfo } from './container.ts'
import { compareDer, type DerValue, derChildren, encodeDer, oidText, tag } from './der.ts'

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
 * The signed attributes as they are signed: a SET OF in DER, whatever order they stand in (RFC 5652, 5.4). Undefined
 * for a signature without any.
 */
export const signedAttributeBytes = ({ attributes }: SignerInfo): Bytes | undefined =>
  attributes && encodeDer(tag.set, ...attributes.map(({ bytes }) => bytes).toSorted(compareDer))
