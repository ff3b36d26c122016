/** Reads the signed attributes of a signature. */
import type { BaseBlock } from 'asn1js'
import type { SignerInfo } from 'pkijs'
import { type Bytes, copyBytes } from '../bytes.ts'
import { compareDer, type DerValue, derChildren, encodeDer, readDer, tag } from './der.ts'

/** An attribute's value, `missing`, or `repeated` when there is more than one (RFC 5652, 11). */
export type AttributeValue = DerValue | 'missing' | 'repeated'

const rawValue = (block: BaseBlock): AttributeValue => readDer(copyBytes(block.valueBeforeDecodeView)) ?? 'missing'

/** The one value of the one signed attribute of this type. */
export const signedAttribute = ({ signedAttrs }: SignerInfo, type: string): AttributeValue => {
  const [found, ...others] = (signedAttrs?.attributes ?? []).filter((attribute) => attribute.type === type)
  const [value, ...further]: readonly BaseBlock[] = found?.values ?? []
  if (others.length > 0 || further.length > 0) return 'repeated'
  return value ? rawValue(value) : 'missing'
}

/**
 * The signed attributes as they are signed: a SET OF in DER, whatever order they stand in (RFC 5652, 5.4). Undefined
 * for a signature without any.
 */
export const signedAttributeBytes = ({ signedAttrs }: SignerInfo): Bytes | undefined => {
  if (!signedAttrs) return undefined
  const found = copyBytes(new Uint8Array(signedAttrs.encodedValue))
  const value = readDer(found)
  const attributes = value && derChildren(value)
  return attributes ? encodeDer(tag.set, ...attributes.map(({ bytes }) => bytes).sort(compareDer)) : found
}
