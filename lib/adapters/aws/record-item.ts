/** A pass record as an item. */
import { isObject, type JsonObject } from '../../core/format/json.ts'
import type {
  BuiltObject,
  PassId,
  PassRecord,
  PassSummary,
  PendingVersion,
  Personalization,
  RecordImage,
  RolledOut,
} from '../../ports/records.ts'
import { type Item, json, number, readFlag, readJson, readNumber, readText, StoredItemError, text } from './item.ts'
import { passKey, passOfItem, recordKey } from './keys.ts'
import { laneOf, listingKey, pendingKey, shardOf } from './shards.ts'

const imageOf = (value: unknown): RecordImage => {
  const { sha256, bytes, key } = isObject(value) ? value : {}
  if (typeof sha256 === 'string' && typeof bytes === 'number' && typeof key === 'string') return { sha256, bytes, key }
  throw new StoredItemError('images')
}

const imagesOf = (item: Item): PassRecord['images'] =>
  Object.fromEntries(Object.entries(readJson(item, 'images')).map(([name, image]) => [name, imageOf(image)]))

const imagesJson = (images: PassRecord['images']): JsonObject =>
  Object.fromEntries(Object.entries(images).map(([name, { sha256, bytes, key }]) => [name, { sha256, bytes, key }]))

/** What was built, as an attribute. */
export const builtAttribute = ({ version, key, bytes, signer, lastModified }: BuiltObject) =>
  json({ version, key, bytes, signer, lastModified })

const builtOf = (item: Item): BuiltObject => {
  const { version, key, bytes, signer, lastModified } = readJson(item, 'built')
  const hasNumbers = typeof version === 'number' && typeof bytes === 'number' && typeof lastModified === 'number'
  if (!(hasNumbers && typeof key === 'string' && typeof signer === 'string')) throw new StoredItemError('built')
  return { version, key, bytes, signer, lastModified }
}

const personalizationAttribute = ({ at, answers, fingerprint }: Personalization) =>
  json({
    at,
    ...(answers === undefined ? {} : { answers }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  })

const personalizationOf = (item: Item): Personalization => {
  const { at, answers, fingerprint } = readJson(item, 'personalization')
  if (typeof at !== 'number') throw new StoredItemError('personalization')
  return {
    at,
    ...(typeof answers === 'string' ? { answers } : {}),
    ...(typeof fingerprint === 'string' ? { fingerprint } : {}),
  }
}

/** That a version waits, as the attributes that bring the record into the index of those. */
export const pendingAttributes = (pass: PassId, pending: PendingVersion) => ({
  pendingVersion: number(pending.version),
  pendingSince: number(pending.since),
  pendingShard: text(pendingKey(shardOf(passKey(pass)), pending.lane)),
})

const pendingOf = (item: Item): PendingVersion => ({
  version: readNumber(item, 'pendingVersion'),
  since: readNumber(item, 'pendingSince'),
  ...(laneOf(readText(item, 'pendingShard')) === 'rollout' ? { lane: 'rollout' } : {}),
})

const sequencesOf = (item: Item): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(readJson(item, 'sequences')).map(([source, sequence]) => {
      if (typeof sequence !== 'number') throw new StoredItemError('sequences')
      return [source, sequence] as const
    }),
  )

const rolledOutAttribute = ({ rollout, from, revision }: RolledOut) => json({ rollout, from, revision })

const rolledOutOf = (item: Item): RolledOut => {
  const { rollout, from, revision } = readJson(item, 'rolledOut')
  const isWhole = typeof rollout === 'string' && typeof from === 'number' && typeof revision === 'number'
  if (!isWhole) throw new StoredItemError('rolledOut')
  return { rollout, from, revision }
}

/** A record as an item, with the keys of the indexes. */
export const recordItem = (record: PassRecord): Item => {
  const { built, pending, adoptedToken, personalization, sequences, rolledOut, restored, linksRevokedBefore } = record
  const { barcodeKeyId } = record
  return {
    ...recordKey(record),
    listing: text(listingKey(record.template.name, shardOf(passKey(record)))),
    template: text(record.template.name),
    templateVersion: number(record.template.version),
    values: json(record.values),
    images: json(imagesJson(record.images)),
    voided: { BOOL: record.voided },
    revision: number(record.revision),
    version: number(record.version),
    contentHash: text(record.contentHash),
    lastModified: number(record.lastModified),
    tokenKeyId: text(record.token.keyId),
    tokenIssue: text(record.token.issue),
    ...(adoptedToken === undefined ? {} : { adoptedToken: text(adoptedToken) }),
    hasRandomSerial: { BOOL: record.hasRandomSerial },
    ...(personalization ? { personalization: personalizationAttribute(personalization) } : {}),
    createdAt: number(record.createdAt),
    updatedAt: number(record.updatedAt),
    writeId: text(record.writeId),
    ...(built ? { built: builtAttribute(built) } : {}),
    ...(pending ? pendingAttributes(record, pending) : {}),
    ...(sequences ? { sequences: json({ ...sequences }) } : {}),
    ...(rolledOut ? { rolledOut: rolledOutAttribute(rolledOut) } : {}),
    ...(linksRevokedBefore === undefined ? {} : { linksRevokedBefore: number(linksRevokedBefore) }),
    ...(barcodeKeyId === undefined ? {} : { barcodeKeyId: text(barcodeKeyId) }),
    ...(restored === undefined ? {} : { restored: number(restored) }),
  }
}

/** What a list shows of an item. @throws StoredItemError */
export const summaryOfItem = (item: Item): PassSummary => ({
  ...passOfItem(item),
  template: { name: readText(item, 'template'), version: readNumber(item, 'templateVersion') },
  voided: readFlag(item, 'voided'),
  revision: readNumber(item, 'revision'),
  version: readNumber(item, 'version'),
  lastModified: readNumber(item, 'lastModified'),
  createdAt: readNumber(item, 'createdAt'),
  updatedAt: readNumber(item, 'updatedAt'),
})

/** The attributes that a list shows. */
export const summaryAttributes = [
  'pk',
  'template',
  'templateVersion',
  'voided',
  'revision',
  'version',
  'lastModified',
  'createdAt',
  'updatedAt',
] as const

/** The record of an item. @throws StoredItemError */
export const recordOfItem = (item: Item): PassRecord => ({
  ...summaryOfItem(item),
  values: readJson(item, 'values'),
  images: imagesOf(item),
  contentHash: readText(item, 'contentHash'),
  token: { keyId: readText(item, 'tokenKeyId'), issue: readText(item, 'tokenIssue') },
  ...(item.adoptedToken ? { adoptedToken: readText(item, 'adoptedToken') } : {}),
  hasRandomSerial: readFlag(item, 'hasRandomSerial'),
  ...(item.personalization ? { personalization: personalizationOf(item) } : {}),
  writeId: readText(item, 'writeId'),
  ...(item.built ? { built: builtOf(item) } : {}),
  ...(item.pendingVersion ? { pending: pendingOf(item) } : {}),
  ...(item.sequences ? { sequences: sequencesOf(item) } : {}),
  ...(item.rolledOut ? { rolledOut: rolledOutOf(item) } : {}),
  ...(item.barcodeKeyId ? { barcodeKeyId: readText(item, 'barcodeKeyId') } : {}),
  ...(item.linksRevokedBefore ? { linksRevokedBefore: readNumber(item, 'linksRevokedBefore') } : {}),
  ...(item.restored ? { restored: readNumber(item, 'restored') } : {}),
})
