/** The headers of links: all that a link says in the open. That of a download link has 18 bytes, that of a sealed one 15. */
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, joinBytes, sameBytes, utf8 } from '../bytes.ts'
import { TokenError } from '../errors.ts'
import { isPassTypeIdentifier, type PassTypeIdentifier } from '../format/identifiers.ts'

/** What the header of every link says. */
export interface CommonHeader {
  /** The key that the link was made with: a number from 1 to 255, as text. */
  readonly keyId: string
  /** Whole seconds since 1970. */
  readonly issuedAt: number
  /** Whole seconds since 1970. */
  readonly expiresAt: number
}

/** What the header of a download link says. */
export interface LinkHeader extends CommonHeader {
  /** From {@link issueMark}. */
  readonly issue: Bytes
}

/** The kinds of links, each with its number, by which every link begins. */
export const linkVersions = { download: 1, sealed: 2, enrolment: 3 } as const

/** The number of a kind of link. */
export type LinkVersion = (typeof linkVersions)[keyof typeof linkVersions]

/** No bit has a meaning yet. */
const flags = 0

/** Where each part begins. Numbers are written with the highest byte first. */
const at = { version: 0, flags: 1, keyId: 2, passType: 3, issuedAt: 7, expiresAt: 11, issue: 15 } as const

/** The size in bytes of what all headers have. */
export const commonHeaderBytes = at.issue

/** The size of the header of a download link in bytes. */
export const headerBytes = 18

/** The latest moment that a header can say, in whole seconds since 1970: in the year 2106. */
const latestSecond = 0xffff_ffff

const markOf = (text: string, bytes: number): Bytes => new Uint8Array(sha256(utf8(text)).subarray(0, bytes))

const typeMark = (passTypeIdentifier: string): Bytes => markOf(passTypeIdentifier, at.issuedAt - at.passType)

/** What a link says of an issue: enough to tell that it is another one. */
export const issueMark = (issue: string): Bytes => markOf(issue, headerBytes - at.issue)

/** Makes sure that a header can say a moment. @throws TokenError `token/content-invalid` */
export const assertMoment = (second: number): void => {
  if (Number.isInteger(second) && second >= 0 && second <= latestSecond) return
  throw new TokenError('token/content-invalid', `a link's times are whole seconds since 1970, up to ${latestSecond}`)
}

/** The bytes that all headers begin with. */
export const writeCommonHeader = (
  version: LinkVersion,
  { keyId, issuedAt, expiresAt }: CommonHeader,
  passTypeIdentifier: PassTypeIdentifier,
): Bytes => {
  const bytes = new Uint8Array(commonHeaderBytes)
  const view = new DataView(bytes.buffer)
  view.setUint8(at.version, version)
  view.setUint8(at.flags, flags)
  view.setUint8(at.keyId, Number(keyId))
  bytes.set(typeMark(passTypeIdentifier), at.passType)
  view.setUint32(at.issuedAt, issuedAt)
  view.setUint32(at.expiresAt, expiresAt)
  return bytes
}

/** The bytes of the header of a download link. */
export const writeHeader = (header: LinkHeader, passTypeIdentifier: PassTypeIdentifier): Bytes =>
  joinBytes([writeCommonHeader(linkVersions.download, header, passTypeIdentifier), header.issue])

/** What the bytes of any header say, true or not. Version, flags and pass type show when it is written anew. */
export const readCommonHeader = (bytes: Bytes): CommonHeader => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    keyId: String(view.getUint8(at.keyId)),
    issuedAt: view.getUint32(at.issuedAt),
    expiresAt: view.getUint32(at.expiresAt),
  }
}

/** The same of the header of a download link. */
export const readHeader = (bytes: Bytes): LinkHeader => ({
  ...readCommonHeader(bytes),
  issue: bytes.slice(at.issue, headerBytes),
})

/** The pass types that a header may name: it holds four bytes of a hash, which several types may share. */
export const namedTypes = (bytes: Bytes, among: readonly string[]): readonly PassTypeIdentifier[] => {
  const mark = bytes.subarray(at.passType, at.issuedAt)
  return among.filter(isPassTypeIdentifier).filter((type) => sameBytes(mark, typeMark(type)))
}
