import { describe, expect, it } from 'vitest'
import { isPassTypeIdentifier, isSerialNumber } from '../../core/format/identifiers.ts'
import type { PassRecord } from '../../ports/records.ts'
import { idempotencyItem } from './idempotency-item.ts'
import { type Item, StoredItemError } from './item.ts'
import { recordItem } from './record-item.ts'
import { changeOf } from './stream.ts'

const aRecord = (revision: number): PassRecord => {
  const [passTypeIdentifier, serialNumber] = ['pass.com.example', 'A1']
  if (!(isPassTypeIdentifier(passTypeIdentifier) && isSerialNumber(serialNumber))) throw new Error('no pass')
  return {
    passTypeIdentifier,
    serialNumber,
    template: { name: 'flight', version: 2 },
    values: { gate: 'B12' },
    images: {},
    voided: false,
    revision,
    version: 1,
    contentHash: 'ab',
    lastModified: 1_700_000_000,
    token: { keyId: '1', issue: 'i' },
    adoptedToken: 'sealed token',
    barcodeKeyId: '3',
    hasRandomSerial: true,
    personalization: { at: 1_700_000_000_000, answers: 'sealed answers', fingerprint: 'f' },
    built: { version: 1, key: 'k', bytes: 3, signer: 's', lastModified: 1_700_000_000 },
    pending: { version: 1, since: 1_700_000_000_000 },
    createdAt: 1_700_000_000_000,
    updatedAt: 1_700_000_000_001,
    writeId: 'w',
  }
}

const keysOf = ({ pk, sk }: Item) => ({ pk, sk })

/** As Lambda hands it over. */
const record = (images: { readonly OldImage?: Item; readonly NewImage?: Item }) => ({
  eventName: 'MODIFY',
  dynamodb: { Keys: keysOf(images.NewImage ?? images.OldImage ?? {}), SequenceNumber: '1', ...images },
})

describe('a record of the stream', () => {
  it('of a new pass has no before', () => {
    expect(changeOf(record({ NewImage: recordItem(aRecord(1)) }))).toStrictEqual({ after: aRecord(1) })
  })

  it('of a changed pass has both', () => {
    const images = { OldImage: recordItem(aRecord(1)), NewImage: recordItem(aRecord(2)) }
    expect(changeOf(record(images))).toStrictEqual({ before: aRecord(1), after: aRecord(2) })
  })

  it('of an erased pass has no after', () => {
    expect(changeOf(record({ OldImage: recordItem(aRecord(1)) }))).toStrictEqual({ before: aRecord(1) })
  })

  it.each([
    ['seconds', 1_700_000_000.5],
    ['a date', new Date(1_700_000_000_500)],
  ])('tells when it was, from %s, so that a change that is told twice is one step of the timeline', (_, time) => {
    const { dynamodb } = record({ NewImage: recordItem(aRecord(1)) })
    expect(changeOf({ dynamodb: { ...dynamodb, ApproximateCreationDateTime: time } })?.at).toBe(1_700_000_000_500)
  })

  it('of anything but a pass record is no change', () => {
    const entry = idempotencyItem(
      { scope: 's', fingerprint: 'f', pass: aRecord(1), created: true, changed: true, expiresAt: 1 },
      'write',
    )
    const template = { pk: { S: 'TEMPLATE#flight' }, sk: { S: 'VERSION#00000001' } }
    expect([record({ NewImage: entry }), record({ OldImage: template }), {}].map(changeOf)).toStrictEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it.each<[string, object]>([
    ['Lambda', { type: 'Service', principalId: 'dynamodb.amazonaws.com' }],
    ['the Streams API', { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' }],
  ])('tells that DynamoDB removed the pass at its time, as %s spells who did it', (_, userIdentity) => {
    const removal = { ...record({ OldImage: recordItem(aRecord(1)) }), eventName: 'REMOVE', userIdentity }
    expect(changeOf(removal)).toStrictEqual({ before: aRecord(1), isExpiry: true })
  })

  it.each<[string, unknown]>([
    ['nobody in particular', undefined],
    ['null', null],
    ['a role', { type: 'AssumedRole', principalId: 'AROA:session' }],
    ['another service', { type: 'Service', principalId: 'replication.dynamodb.amazonaws.com' }],
    ['who is called like the service', { type: 'User', principalId: 'dynamodb.amazonaws.com' }],
  ])('that was removed by %s tells of no expiry', (_, userIdentity) => {
    const removal = { ...record({ OldImage: recordItem(aRecord(1)) }), userIdentity }
    expect(changeOf(removal)).toStrictEqual({ before: aRecord(1) })
  })

  it('of an idempotency entry that DynamoDB removed at its time is no change', () => {
    const entry = idempotencyItem(
      { scope: 's', fingerprint: 'f', pass: aRecord(1), created: true, changed: true, expiresAt: 1 },
      'write',
    )
    const userIdentity = { type: 'Service', principalId: 'dynamodb.amazonaws.com' }
    expect(changeOf({ ...record({ OldImage: entry }), userIdentity })).toBe(undefined)
  })

  it('with half a pass record is refused', () => {
    const { version: _, ...half } = recordItem(aRecord(1))
    expect(() => changeOf(record({ NewImage: half }))).toThrow(StoredItemError)
  })
})
