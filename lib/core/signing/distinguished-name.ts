/** Names in certificates: who was certified, and by whom (RFC 5280, 4.1.2.4). */
import { type Bytes, hex, sameBytes } from '../bytes.ts'
import { oid } from './apple.ts'
import { type DerValue, derInside, oidText, tag } from './der.ts'

/** One part of a name. */
interface NamePart {
  /** An object identifier. */
  readonly type: string
  readonly text: string
}

/** A name. */
export interface DistinguishedName {
  readonly bytes: Bytes
  readonly parts: readonly NamePart[]
}

const shortNames: ReadonlyMap<string, string> = new Map([
  [oid.userId, 'UID'],
  [oid.commonName, 'CN'],
  [oid.organizationalUnit, 'OU'],
  [oid.organization, 'O'],
  [oid.country, 'C'],
])

/**
 * Charsets by tag: UTF8String, NumericString, PrintableString, TeletexString, IA5String, VisibleString and BMPString. All
 * but the first and the last hold ASCII, or by long habit Latin-1.
 */
const charsets: ReadonlyMap<number, string> = new Map([
  [0x0c, 'utf-8'],
  [0x12, 'latin1'],
  [0x13, 'latin1'],
  [0x14, 'latin1'],
  [0x16, 'latin1'],
  [0x1a, 'latin1'],
  [0x1e, 'utf-16be'],
])

/** The text of a string of any type; undefined for what is no string. */
export const derText = (value: DerValue | undefined): string | undefined => {
  const charset = value && charsets.get(value.tag)
  return charset === undefined ? undefined : new TextDecoder(charset).decode(value?.content)
}

const partOf = (pair: DerValue): NamePart => {
  const [type, value] = derInside(pair, tag.sequence, { least: 2, most: 2 })
  return { type: oidText(type) ?? '', text: derText(value) ?? hex(value?.content ?? new Uint8Array()) }
}

/**
 * Reads a name.
 *
 * @throws TypeError for what is none
 */
export const readName = (value: DerValue): DistinguishedName => ({
  bytes: value.bytes,
  parts: derInside(value, tag.sequence).flatMap((set) => derInside(set, tag.set).map(partOf)),
})

/** The texts of all parts of a type, in the order of the name. */
export const partsOf = ({ parts }: DistinguishedName, type: string): readonly string[] =>
  parts.filter((part) => part.type === type).map(({ text }) => text)

/** A name as text: `UID=…, CN=…, OU=…`. */
export const nameText = ({ parts }: DistinguishedName): string =>
  parts.map(({ type, text }) => `${shortNames.get(type) ?? type}=${text}`).join(', ')

const spaces = /\s+/g

/** Case and the number of spaces do not matter, nor which type of string was chosen (RFC 5280, 7.1). */
const prepared = ({ parts }: DistinguishedName): string =>
  parts.map(({ type, text }) => `${type}=${text.trim().replace(spaces, ' ').toLowerCase()}`).join('\n')

/** Whether two names are the same. */
export const sameName = (a: DistinguishedName, b: DistinguishedName): boolean =>
  sameBytes(a.bytes, b.bytes) || prepared(a) === prepared(b)
