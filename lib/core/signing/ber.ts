/** BER as DER: what other tools write with indefinite lengths or in pieces, so that one reader is enough. ITU-T X.690, 8. */
import { type Bytes, joinBytes } from '../bytes.ts'
import { encodeDer } from './der.ts'

/** A value in DER. */
export interface Definite {
  /** The value; the very bytes that were given where they are in DER already. */
  readonly der: Bytes
  /** Whether the outermost length was indefinite. */
  readonly indefinite: boolean
  /** How many bytes come behind the value. */
  readonly rest: number
}

interface Read {
  readonly der: Bytes
  readonly end: number
}

const deepest = 48

const constructed = 0x20
const multiByteTag = 0x1f
const indefiniteLength = 0x80
/** OCTET STRING in pieces: what they hold, one after the other, is the string. */
const octetsInPieces = 0x24
const octets = 0x04

interface Header {
  readonly identifier: number
  readonly from: number
  /** Undefined for an indefinite length. */
  readonly length: number | undefined
}

const headerAt = (bytes: Bytes, start: number): Header | undefined => {
  const identifier = bytes[start]
  const first = bytes[start + 1]
  if (identifier === undefined || first === undefined || (identifier & multiByteTag) === multiByteTag) return undefined
  if (first === indefiniteLength) {
    return identifier & constructed ? { identifier, from: start + 2, length: undefined } : undefined
  }
  if (first < indefiniteLength) return { identifier, from: start + 2, length: first }
  const count = first & 0x7f
  if (count > 4 || start + 2 + count > bytes.length) return undefined
  let length = 0
  for (let index = 0; index < count; index++) length = length * 256 + (bytes[start + 2 + index] ?? 0)
  return { identifier, from: start + 2 + count, length }
}

const isEnd = (bytes: Bytes, at: number): boolean => bytes[at] === 0 && bytes[at + 1] === 0

/** The OCTET STRING that consists of these; undefined if one of them is none. */
const joinOctets = (pieces: readonly Bytes[]): Bytes | undefined => {
  const contents = pieces.flatMap((piece) => {
    const header = headerAt(piece, 0)
    return header?.identifier === octets ? [piece.subarray(header.from)] : []
  })
  return contents.length === pieces.length ? encodeDer(octets, ...contents) : undefined
}

const readChildren = (bytes: Bytes, { from, length }: Header, end: number, depth: number) => {
  const children: Bytes[] = []
  const stop = length === undefined ? end : from + length
  let changed = length === undefined
  let at = from
  while (length === undefined ? !isEnd(bytes, at) : at < stop) {
    const child = readAt(bytes, at, stop, depth + 1)
    if (!child) return undefined
    changed ||= child.der.length !== child.end - at || child.der.buffer !== bytes.buffer
    children.push(child.der)
    at = child.end
  }
  return { children, changed, end: length === undefined ? at + 2 : at }
}

const readAt = (bytes: Bytes, start: number, end: number, depth: number): Read | undefined => {
  const header = headerAt(bytes, start)
  if (!header || depth > deepest) return undefined
  const { identifier, from, length } = header
  if (from > end || (length !== undefined && from + length > end)) return undefined
  const verbatim = length === undefined ? undefined : { der: bytes.subarray(start, from + length), end: from + length }
  if (!(identifier & constructed)) return verbatim
  const read = readChildren(bytes, header, end, depth)
  if (!read || read.end > end) return undefined
  if (identifier === octetsInPieces) {
    const der = joinOctets(read.children)
    return der && { der, end: read.end }
  }
  if (verbatim && !read.changed) return verbatim
  return { der: encodeDer(identifier, joinBytes(read.children)), end: read.end }
}

/** The value at the start of `bytes` in DER, as far as lengths and pieces go; undefined if there is none. */
export const definite = (bytes: Bytes): Definite | undefined => {
  const read = readAt(bytes, 0, bytes.length, 0)
  return read && { der: read.der, indefinite: bytes[1] === indefiniteLength, rest: bytes.length - read.end }
}
