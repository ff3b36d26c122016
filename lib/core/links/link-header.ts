/** The header of a download link: all that the link says besides the serial number, in 18 bytes. */
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, sameBytes, utf8 } from '../bytes.ts'
import type { PassTypeIdentifier } from '../format/identifiers.ts'

/** What a header says. */
export interface LinkHeader {
  /** The key of the MAC: a number from 1 to 255, as text. */
  readonly keyId: string
  /** Whole seconds since 1970. */
  readonly issuedAt: number
  /** Whole seconds since 1970. */
  readonly expiresAt: number
  /** From {@link issueMark}. */
  readonly issue: Bytes
}

const version = 1
/** No bit has a meaning yet. */
const flags = 0

/** Where each part begins. Numbers are written with the highest byte first. */
const at = { version: 0, flags: 1, keyId: 2, passType: 3, issuedAt: 7, expiresAt: 11, issue: 15 } as const

/** The size of a header in bytes. */
export const headerBytes = 18

/** The latest moment that a header can say, in whole seconds since 1970: in the year 2106. */
export const latestSecond = 0xffff_ffff

const markOf = (text: string, bytes: number): Bytes => new Uint8Array(sha256(utf8(text)).subarray(0, bytes))

const typeMark = (passTypeIdentifier: string): Bytes => markOf(passTypeIdentifier, at.issuedAt - at.passType)

/** What a header says of an issue: enough to tell that it is another one. */
export const issueMark = (issue: string): Bytes => markOf(issue, headerBytes - at.issue)

/** The bytes of a header. */
export const writeHeader = (
  { keyId, issuedAt, expiresAt, issue }: LinkHeader,
  passTypeIdentifier: PassTypeIdentifier,
): Bytes => {
  const bytes = new Uint8Array(headerBytes)
  const view = new DataView(bytes.buffer)
  view.setUint8(at.version, version)
  view.setUint8(at.flags, flags)
  view.setUint8(at.keyId, Number(keyId))
  bytes.set(typeMark(passTypeIdentifier), at.passType)
  view.setUint32(at.issuedAt, issuedAt)
  view.setUint32(at.expiresAt, expiresAt)
  bytes.set(issue, at.issue)
  return bytes
}

/** What the bytes of a header say, true or not. Version, flags and pass type show when it is written anew. */
export const readHeader = (bytes: Bytes): LinkHeader => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    keyId: String(view.getUint8(at.keyId)),
    issuedAt: view.getUint32(at.issuedAt),
    expiresAt: view.getUint32(at.expiresAt),
    issue: bytes.slice(at.issue, headerBytes),
  }
}

/** Whether a header may name a pass type: it holds four bytes of a hash, which several types may share. */
export const mayNameType = (bytes: Bytes, passTypeIdentifier: string): boolean =>
  sameBytes(bytes.subarray(at.passType, at.issuedAt), typeMark(passTypeIdentifier))
