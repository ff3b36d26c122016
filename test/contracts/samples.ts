/** What the contract suites write: records, templates and events that no other test knows of. */

import type { PassTypeIdentifier, SerialNumber, TeamIdentifier } from '../../lib/core/format/identifiers.ts'
import { isPassTypeIdentifier, isSerialNumber, isTeamIdentifier } from '../../lib/core/format/identifiers.ts'
import { CursorError, type Page, type PageRequest } from '../../lib/ports/page.ts'
import type {
  BuiltObject,
  IdempotencyEntry,
  PassId,
  PassRecord,
  RecordErasure,
  RecordWrite,
} from '../../lib/ports/records.ts'
import type { TemplateVersion } from '../../lib/ports/templates.ts'

/** Text that is found nowhere else: letters, digits and hyphens. */
export const unique = (): string => crypto.randomUUID()

/** A template's name that is found nowhere else. */
export const aName = (): string => `template-${unique()}`

/** Now, in whole seconds: a store may remove what expired by its own clock. */
export const now = Math.floor(Date.now() / 1000)

/** Text as a serial number. */
export const serialNumber = (text: string): SerialNumber => {
  if (!isSerialNumber(text)) throw new TypeError(`${text} is no serial number`)
  return text
}

/** Text as a pass type identifier. */
export const passType = (text: string): PassTypeIdentifier => {
  if (!isPassTypeIdentifier(text)) throw new TypeError(`${text} is no pass type identifier`)
  return text
}

const team = (text: string): TeamIdentifier => {
  if (!isTeamIdentifier(text)) throw new TypeError(`${text} is no team identifier`)
  return text
}

/** A pass that nobody has issued. */
export const aPass = (): PassId => ({
  passTypeIdentifier: passType('pass.com.example.contract'),
  serialNumber: serialNumber(unique()),
})

/** The identity of a record. */
export const idOf = ({ passTypeIdentifier, serialNumber }: PassId): PassId => ({ passTypeIdentifier, serialNumber })

/** The first revision of a pass. */
export const aRecord = (parts: Partial<PassRecord> = {}): PassRecord => ({
  ...aPass(),
  template: { name: 'contract', version: 1 },
  values: { gate: 'B12', seats: ['12A', '12B'], price: 12.5, extras: { meal: null, lounge: true, note: '' } },
  images: { 'thumbnail@2x.png': { sha256: 'ab'.repeat(32), bytes: 4711, key: 'pass.com.example/1/ab.png' } },
  voided: false,
  revision: 1,
  version: 1,
  contentHash: '0f'.repeat(32),
  lastModified: now,
  token: { keyId: '1', issue: 'aXNzdWU' },
  hasRandomSerial: true,
  createdAt: now * 1000 + 1,
  updatedAt: now * 1000 + 2,
  writeId: unique(),
  ...parts,
})

/** The revision after a record. */
export const after = (record: PassRecord, parts: Partial<PassRecord> = {}): PassRecord => ({
  ...record,
  revision: record.revision + 1,
  writeId: unique(),
  ...parts,
})

/** The write that makes a record: it replaces the revision before, or none if it is the first. */
export const writing = (record: PassRecord, parts: Partial<RecordWrite> = {}): RecordWrite => ({
  record,
  replaces: record.revision === 1 ? 'absent' : record.revision - 1,
  now,
  ...parts,
})

/** What a request with an idempotency key leaves. */
export const anEntry = (pass: PassId, parts: Partial<IdempotencyEntry> = {}): IdempotencyEntry => ({
  scope: unique(),
  fingerprint: unique(),
  pass: idOf(pass),
  created: true,
  changed: true,
  expiresAt: now + 86_400,
  ...parts,
})

/** The erasure of a record. */
export const erasing = (record: PassRecord, parts: Partial<RecordErasure> = {}): RecordErasure => ({
  pass: idOf(record),
  revision: record.revision,
  tombstone: `1.${unique()}`,
  erasedAt: now * 1000 + 3,
  ...parts,
})

/** A built object of a version. */
export const anObject = (version: number): BuiltObject => ({
  version,
  key: `pass.com.example.contract/${unique()}/${version}-0f0f-signer.pkpass`,
  bytes: 20_480,
  signer: 'signer',
  lastModified: now + version,
})

/** A version of a template. */
export const aVersion = (parts: Partial<TemplateVersion> = {}): TemplateVersion => ({
  name: aName(),
  version: 1,
  passTypeIdentifier: passType('pass.com.example.contract'),
  teamIdentifier: team('A1B2C3D4E5'),
  description: 'A boarding pass – 搭乗券',
  sha256: unique(),
  bytes: 123_456,
  publishedAt: now * 1000,
  ...parts,
})

/** Text that stands in a URL as it is. */
export const urlSafe = /^[A-Za-z0-9_-]+$/

/** All pages of a list, one after the other; `meanwhile` happens after each page, and is given its items. */
export const allPages = async <Item>(
  list: (page: PageRequest) => Promise<Page<Item>>,
  limit: number,
  meanwhile: (items: readonly Item[]) => Promise<unknown> = () => Promise.resolve(),
): Promise<readonly (readonly Item[])[]> => {
  const pages: (readonly Item[])[] = []
  let cursor: string | undefined
  do {
    const page = await list({ limit, ...(cursor !== undefined && { cursor }) })
    pages.push(page.items)
    cursor = page.next
    await meanwhile(page.items)
  } while (cursor !== undefined)
  return pages
}

/** Texts that no list gives out. In base64url: null, {}, [], {"pk":1}, ["x"]. */
const noCursors = ['', 'x', '!', '/', 'bnVsbA', 'e30', 'W10', 'eyJwayI6MX0', 'WyJ4Il0', 'A'.repeat(5000)]

/** Which of the texts that are no cursors, and of other lists' cursors, a list takes as one: there should be none. */
export const cursorsTaken = async (
  list: (page: PageRequest) => Promise<unknown>,
  foreign: readonly string[],
): Promise<readonly string[]> => {
  const taken = async (cursor: string): Promise<readonly string[]> => {
    try {
      await list({ limit: 2, cursor })
    } catch (error) {
      if (error instanceof CursorError) return []
      throw error
    }
    return [cursor]
  }
  return (await Promise.all([...noCursors, ...foreign].map(taken))).flat()
}
