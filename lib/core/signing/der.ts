/**
 * DER at the size that this folder needs before a full ASN.1 library is worth loading: walk a value, build a value.
 * Source of the encoding: ITU-T X.690.
 */
import { type Bytes, joinBytes } from '../bytes.ts'

/** The tags that this folder meets, as their identifier octet. */
export const tag = { integer: 0x02, octets: 0x04, null: 0x05, oid: 0x06, sequence: 0x30, set: 0x31 } as const

/** One value: its identifier octet, all of its bytes, and the bytes of its content. Both are views, not copies. */
export interface DerValue {
  readonly tag: number
  readonly bytes: Bytes
  readonly content: Bytes
}

const longFormLength = (bytes: Bytes, start: number, count: number): number | undefined => {
  if (count < 1 || count > 4) return undefined
  let length = 0
  for (let index = 0; index < count; index += 1) {
    const byte = bytes[start + index]
    if (byte === undefined) return undefined
    length = length * 256 + byte
  }
  return length
}

const readAt = (bytes: Bytes, start: number): DerValue | undefined => {
  const identifier = bytes[start]
  const first = bytes[start + 1]
  if (identifier === undefined || first === undefined || (identifier & 0x1f) === 0x1f) return undefined
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  const length = first < 0x80 ? first : longFormLength(bytes, start + 2, lengthBytes)
  if (length === undefined) return undefined
  const from = start + 2 + lengthBytes
  const end = from + length
  if (end > bytes.length) return undefined
  return { tag: identifier, bytes: bytes.subarray(start, end), content: bytes.subarray(from, end) }
}

/** The one value that fills `bytes`; undefined if they hold anything less, more or else (BER's indefinite length). */
export const readDer = (bytes: Bytes): DerValue | undefined => {
  const value = readAt(bytes, 0)
  return value && value.bytes.length === bytes.length ? value : undefined
}

/** The values inside a constructed value, in order; undefined if its content is no sequence of values. */
export const derChildren = (value: DerValue): readonly DerValue[] | undefined => {
  const children: DerValue[] = []
  for (let offset = 0; offset < value.content.length; ) {
    const child = readAt(value.content, offset)
    if (!child) return undefined
    children.push(child)
    offset += child.bytes.length
  }
  return children
}

/** How many values there may be inside of another. */
interface Count {
  /** Default: 0. */
  readonly least?: number
  /** Default: no limit. */
  readonly most?: number
}

/**
 * The values inside a value that must be of a type.
 *
 * @throws TypeError if it is of another type, or holds fewer or more
 */
export const derInside = (
  value: DerValue | undefined,
  identifier: number,
  { least = 0, most = Number.POSITIVE_INFINITY }: Count = {},
): readonly DerValue[] => {
  const children = value?.tag === identifier ? derChildren(value) : undefined
  if (children && children.length >= least && children.length <= most) return children
  throw new TypeError(`not a value of type ${identifier} with ${least} to ${most} values in it`)
}

const encodedLength = (length: number): Uint8Array => {
  if (length < 0x80) return Uint8Array.of(length)
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return Uint8Array.of(0x80 | bytes.length, ...bytes)
}

/** Encodes one value from its identifier octet and the parts of its content. */
export const encodeDer = (identifier: number, ...parts: readonly Uint8Array[]): Bytes => {
  const content = joinBytes(parts)
  return joinBytes([Uint8Array.of(identifier), encodedLength(content.length), content])
}

/** The order of DER's SET OF: by encoding, byte for byte; a prefix comes first (X.690, 11.6). */
export const compareDer = (a: Uint8Array, b: Uint8Array): number => {
  const shared = Math.min(a.length, b.length)
  for (let index = 0; index < shared; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

const base128 = (number: number): readonly number[] => {
  const groups = [number % 128]
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) groups.unshift((rest % 128) + 128)
  return groups
}

/** Encodes an object identifier from its dotted form. */
export const encodeOid = (dotted: string): Bytes => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return encodeDer(tag.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)))
}

/** An object identifier in its dotted form; undefined for any other value. */
export const oidText = (value: DerValue | undefined): string | undefined => {
  if (value?.tag !== tag.oid) return undefined
  const numbers: number[] = []
  let number = 0
  for (const byte of value.content) {
    number = number * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      numbers.push(number)
      number = 0
    }
  }
  const [head = 0, ...rest] = numbers
  const first = Math.min(Math.floor(head / 40), 2)
  return [first, head - first * 40, ...rest].join('.')
}
