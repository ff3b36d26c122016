/** What is sealed in a link, as bytes: JSON with names of one letter, deflated. */
import { deflateSync } from 'fflate/browser'
import { inflate } from '../archive/inflate.ts'
import { type Bytes, joinBytes, utf8 } from '../bytes.ts'
import { ArchiveError } from '../errors.ts'
import { isPassTypeIdentifier, isSerialNumber, type SerialNumber, templateNamePattern } from '../format/identifiers.ts'
import { canonicalJson, isObject, type Json, type JsonObject, parseJson } from '../format/json.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import type { PassIdentity } from './pass-identity.ts'

/** A pass that is there. */
export interface RecordEntry extends PassIdentity {
  readonly kind: 'record'
  /** From `issueMark`: a record with another issue no longer answers to the link. */
  readonly issue: Bytes
}

/** A pass that is issued when somebody fetches it. */
export interface TemplateEntry extends PassIdentity {
  readonly kind: 'template'
  readonly template: { readonly name: string; readonly version: number }
  /** Without the serial number. */
  readonly values: JsonObject
  /** Whether the serial number is random text that was made for one visit of an enrolment link. */
  readonly hasRandomSerial: boolean
}

/** One pass of a link. */
export type LinkEntry = RecordEntry | TemplateEntry

/** An entry as it is carried: a serial number is left out that can be made of the rest. */
export type CarriedEntry =
  | RecordEntry
  | (Omit<TemplateEntry, 'serialNumber'> & { readonly serialNumber?: SerialNumber })

const sizeBytes = 3

const jsonOf = (entry: CarriedEntry, first: string): JsonObject => {
  const type = entry.passTypeIdentifier === first ? {} : { t: entry.passTypeIdentifier }
  if (entry.kind === 'record') return { ...type, s: entry.serialNumber, i: toBase64url(entry.issue) }
  const { template, values, serialNumber, hasRandomSerial } = entry
  return {
    ...type,
    ...{ n: template.name, v: template.version, d: values },
    ...(serialNumber === undefined ? {} : { s: serialNumber }),
    ...(hasRandomSerial ? { r: 1 } : {}),
  }
}

/** The bytes of entries. `first` is the pass type of the first, which the link names elsewhere. */
export const writeSealedContents = (entries: readonly CarriedEntry[], first: string): Bytes => {
  const plain = utf8(canonicalJson(entries.map((entry) => jsonOf(entry, first))))
  const size = [plain.length >> 16, (plain.length >> 8) & 0xff, plain.length & 0xff]
  return joinBytes([size, deflateSync(plain, { level: 9 })])
}

const isVersion = (value: Json | undefined): value is number => Number.isSafeInteger(value) && Number(value) >= 1

const entryOf = (value: Json, first: PassIdentity['passTypeIdentifier']): CarriedEntry | undefined => {
  const { t = first, s, i, n, v, d, r } = isObject(value) ? value : {}
  if (!isPassTypeIdentifier(t)) return undefined
  if (typeof i === 'string') {
    const issue = fromBase64url(i)
    return issue && isSerialNumber(s) ? { kind: 'record', passTypeIdentifier: t, serialNumber: s, issue } : undefined
  }
  const hasSerial = s === undefined || isSerialNumber(s)
  if (!(typeof n === 'string' && templateNamePattern.test(n) && isVersion(v) && isObject(d) && hasSerial))
    return undefined
  const template = { name: n, version: v }
  const common = { kind: 'template', passTypeIdentifier: t, template, values: d, hasRandomSerial: r === 1 } as const
  return s === undefined ? common : { ...common, serialNumber: s }
}

/** The entries of some bytes; undefined if they are none, or of a later release. */
export const readSealedContents = async (
  bytes: Bytes,
  first: PassIdentity['passTypeIdentifier'],
): Promise<readonly CarriedEntry[] | undefined> => {
  const [high = 0, middle = 0, low = 0] = bytes
  try {
    const plain = await inflate(bytes.slice(sizeBytes), (high << 16) | (middle << 8) | low, 'the link')
    const list = parseJson(plain)
    if (!Array.isArray(list)) return undefined
    const entries = list.flatMap((value) => entryOf(value, first) ?? [])
    return entries.length > 0 && entries.length === list.length ? entries : undefined
  } catch (error) {
    if (error instanceof ArchiveError || error instanceof SyntaxError) return undefined
    throw error
  }
}
