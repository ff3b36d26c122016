import { describe, expect, it } from 'vitest'
import type { PassRecord } from '../../ports/records.ts'
import { restoreOf } from './restored-record.ts'

const backup: PassRecord = {
  passTypeIdentifier: 'pass.com.example.card' as PassRecord['passTypeIdentifier'],
  serialNumber: 'A-1' as PassRecord['serialNumber'],
  template: { name: 'card', version: 1 },
  values: { name: 'Ada' },
  images: {},
  voided: false,
  revision: 5,
  version: 3,
  contentHash: 'then',
  lastModified: 1000,
  token: { keyId: '1', issue: 'issue' },
  hasRandomSerial: false,
  createdAt: 900_000,
  updatedAt: 1_000_000,
  built: { version: 3, key: 'old', bytes: 1, signer: 's', lastModified: 1000 },
  pending: { version: 3, since: 1_000_000 },
  writeId: 'write 5',
}

const built = { version: 7, key: 'new', bytes: 1, signer: 's', lastModified: 2000 }

const current: PassRecord = {
  ...backup,
  ...{ values: { name: 'Eve' }, contentHash: 'now', revision: 9, version: 7, lastModified: 2000 },
  ...{ updatedAt: 2_000_000, built, writeId: 'write 9' },
}

const time = { begun: 3_000_000, now: 3_005_000, writeId: 'restore' }

describe('a record of a backup', () => {
  it('takes the place of one that is there as its next version, which waits behind the changes of today', () => {
    const record: PassRecord = {
      ...backup,
      ...{ revision: 10, version: 8, lastModified: 3005, updatedAt: 3_005_000, writeId: 'restore', built },
      pending: { version: 8, since: 3_005_000, lane: 'rollout' },
      restored: 3_005_000,
    }
    const write = { record, replaces: 9, keepsBuilt: true, now: 3005 }
    expect(restoreOf(backup, current, time)).toEqual({ kind: 'write', write })
  })

  it('makes no version if the pass looks the same', () => {
    const { pending: _, ...resting } = current
    const decision = restoreOf(backup, { ...resting, contentHash: 'then' }, time)
    expect(decision).toMatchObject({ write: { record: { revision: 10, version: 7, lastModified: 2000, built } } })
    expect(decision).not.toHaveProperty('write.record.pending')
  })

  it.each([
    [2000, 1000],
    [1000, 2000],
    [2000, undefined],
    [undefined, 2000],
  ])('keeps links revoked that were revoked then (%s) or since (%s)', (then, since) => {
    const revokedAt = (before: number | undefined) => (before === undefined ? {} : { linksRevokedBefore: before })
    const decision = restoreOf({ ...backup, ...revokedAt(then) }, { ...current, ...revokedAt(since) }, time)
    expect(decision).toMatchObject({ write: { record: { linksRevokedBefore: 2000 } } })
  })

  it('has the date after that of the version it replaces, even if that lies ahead', () => {
    expect(restoreOf(backup, { ...current, lastModified: 4000 }, time)).toMatchObject({
      write: { record: { lastModified: 4001 } },
    })
  })

  it('whose present one is gone comes back under numbers that nobody has seen, and waits for nothing', () => {
    const decision = restoreOf(backup, undefined, time)
    const numbers = { revision: 1005, version: 1003, lastModified: 3005, restored: 3_005_000 }
    expect(decision).toMatchObject({ kind: 'write', write: { replaces: 'absent', record: numbers } })
    expect(decision).not.toHaveProperty('write.record.pending')
  })

  it.each<readonly [string, Partial<PassRecord>, string]>([
    ['was not written since', { writeId: 'write 5', revision: 5 }, 'same'],
    ['was brought back already', { restored: 3_001_000, updatedAt: 3_001_000 }, 'same'],
    ['was written since the restore began', { updatedAt: 3_000_000 }, 'later'],
    ['began anew since', { createdAt: 1_500_000 }, 'other'],
  ])('leaves alone the present one that %s', (_, changes, kind) => {
    expect(restoreOf(backup, { ...current, ...changes }, time)).toEqual({ kind })
  })

  it('is written by a second restore, whatever the first one did', () => {
    const decision = restoreOf(backup, { ...current, restored: 2_500_000, updatedAt: 2_500_000 }, time)
    expect(decision.kind).toBe('write')
  })
})
