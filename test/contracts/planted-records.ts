/** Records with planted defects. */
import { memoryRecords } from '../../lib/adapters/memory/records.ts'
import type { PassId, PassRecord, RecordErasure, Records, RecordWrite, WriteOutcome } from '../../lib/ports/records.ts'
import { retried, scriptedFaults, withFaults } from './faults.ts'
import { defective, type Planted, planting } from './planted.ts'
import { recordsSentences } from './records.ts'

const plant = planting(recordsSentences)

/** Records in memory, of which a part is not as it should be. */
export const but = defective<Records>(memoryRecords)

const keyOf = (pass: PassId): string => `${pass.passTypeIdentifier}/${pass.serialNumber}`

/** Records as a plain map, which `put` writes to as it likes. */
const inMap = (put: (records: Map<string, PassRecord>, write: RecordWrite) => Promise<WriteOutcome>) =>
  but(() => {
    const map = new Map<string, PassRecord>()
    return {
      get: (pass) => Promise.resolve(structuredClone(map.get(keyOf(pass)))),
      write: (write) => put(map, structuredClone(write)),
    }
  })

const unconditional = inMap((map, { record }) => {
  map.set(keyOf(record), record)
  return Promise.resolve('written')
})

const checkThenWrite = inMap(async (map, { record, replaces }) => {
  const current = map.get(keyOf(record))
  if (current?.writeId === record.writeId) return 'written'
  if ((current?.revision ?? 'absent') !== replaces) return 'conflict'
  await Promise.resolve()
  map.set(keyOf(record), record)
  return 'written'
})

const byReference = but((records) => {
  const live = new Map<string, PassRecord>()
  return {
    write: async (write) => {
      const outcome = await records.write(write)
      if (outcome === 'written') live.set(keyOf(write.record), write.record)
      return outcome
    },
    get: (pass) => Promise.resolve(live.get(keyOf(pass))),
  }
})

const byRevisionAlone = but((records) => ({
  write: async (write) => {
    const current = await records.get(write.record)
    return (current?.revision ?? 'absent') === write.replaces ? records.write(write) : 'conflict'
  },
}))

const entryApart = but((records) => {
  const scopes = new Set<string>()
  return {
    write: ({ idempotency, ...write }) => {
      if (!idempotency) return records.write(write)
      if (scopes.has(idempotency.scope)) return Promise.resolve('repeated')
      scopes.add(idempotency.scope)
      return records.write({ ...write, idempotency })
    },
  }
})

const conflictFirst = but((records) => ({
  write: async (write) => {
    const { idempotency: _, ...plain } = write
    const current = await records.get(write.record)
    const fits = current?.writeId === write.record.writeId || (current?.revision ?? 'absent') === write.replaces
    return fits ? records.write(write) : records.write({ ...plain, replaces: -1 })
  },
}))

const neverExpiring = but((records) => ({
  write: (write) => records.write({ ...write, now: 0 }),
  findIdempotent: (scope) => records.findIdempotent(scope, 0),
}))

const rewriting = but((records) => ({
  setBuilt: async (pass, built) => {
    const record = await records.get(pass)
    if (record?.version !== built.version) return 'superseded'
    const { pending: _, ...rest } = record
    const next = { ...rest, built, revision: record.revision + 1, writeId: crypto.randomUUID() }
    return (await records.write({ record: next, replaces: record.revision, now: 0 })) === 'written'
      ? 'set'
      : 'superseded'
  },
}))

const droppingPending = but((records) => ({
  setBuilt: async (pass, built) => {
    const outcome = await records.setBuilt(pass, built)
    if (outcome === 'set') await records.clearPending(pass, built.version)
    return outcome
  },
}))

const clearingAny = but((records) => ({
  clearPending: async (pass) => {
    const record = await records.get(pass)
    if (record?.pending) await records.clearPending(pass, record.pending.version)
  },
}))

const pendingAnew = but((records) => ({
  setPending: async (pass, pending) => {
    await records.clearPending(pass, pending.version)
    await records.setPending(pass, pending)
  },
}))

const postponedInPlace = but((records) => ({
  postpone: async (pass, { version, since }) => {
    const { pending } = (await records.get(pass)) ?? {}
    await records.postpone(pass, { ...pending, version, since })
  },
}))

const postponingAny = but((records) => ({
  postpone: async (pass, pending) => {
    await records.setPending(pass, pending)
    await records.postpone(pass, pending)
  },
}))

const forgetful = but((records) => ({
  write: async (write) => {
    const { pending } = (await records.get(write.record)) ?? {}
    if (!(write.keepsBuilt && pending && !write.record.pending)) return await records.write(write)
    await records.clearPending(write.record, pending.version)
    return await records.write(write)
  },
}))

const anyVersion = but((records) => ({
  setBuilt: async (pass, built) => {
    const record = await records.get(pass)
    return record ? records.setBuilt(pass, { ...built, version: record.version }) : 'superseded'
  },
}))

const writtenInAnyLife = but((records) => ({
  write: async (write) => {
    const { createdAt = write.record.createdAt } = (await records.get(write.record)) ?? {}
    return records.write({ ...write, record: { ...write.record, createdAt } })
  },
}))

const anyLife = but((records) => ({
  setBuilt: async (pass, built) => {
    const record = await records.get(pass)
    return record ? records.setBuilt(record, built) : 'superseded'
  },
}))

const eraseAsIs = but((records) => {
  const tombstones = new Map<string, RecordErasure>()
  return {
    erase: (erasure) => {
      tombstones.set(erasure.tombstone, erasure)
      return records.erase({ ...erasure, tombstone: crypto.randomUUID() })
    },
    erasedAt: (tombstone) => Promise.resolve(tombstones.get(tombstone)?.erasedAt),
  }
})

const withoutHistory = but((records) => ({
  get: async (pass) => {
    const record = await records.get(pass)
    if (!record) return undefined
    const { rolledOut: _, sequences: __, ...rest } = record
    return rest
  },
}))

const lostAnswer = (): Records => retried(withFaults(byRevisionAlone(), scriptedFaults('lose')))

const sameTime = 'of five changes of one revision at the same time one is written, and the others conflict'
const sameWrite = 'the same write again is written'
const inModel = 'whatever two writers do one after the other, knowing the latest or not, goes as in the model'

/** Records with planted defects. */
export const plantedRecords: readonly Planted[] = [
  plant(
    'a write without a condition',
    unconditional,
    'a write conflicts where there is a record and should be none; the record stays',
    'a write conflicts if the record is at a later or an earlier revision; the record stays',
    sameTime,
    inModel,
  ),
  plant(
    'a condition that is checked before the write, not with it',
    checkThenWrite,
    sameTime,
    'of five creations of one pass at the same time one is written, and the others conflict',
  ),
  plant(
    'records that are shared by reference',
    byReference,
    'what a reader does to a record that it was given stays with that reader',
    'what a writer does to a record after it was written stays with that writer',
  ),
  plant('a write that does not know itself again', byRevisionAlone, sameWrite, inModel),
  plant('a write that does not know itself again after a lost answer', lostAnswer, inModel),
  plant(
    'an idempotency entry that is written apart from its record',
    entryApart,
    'a write that conflicts leaves no entry',
    'the same write with its entry again is written',
  ),
  plant(
    'a write that tells of the conflict before the repetition',
    conflictFirst,
    'a write in a scope that another took is repeated even if the record conflicts too',
  ),
  plant(
    'idempotency entries that never expire',
    neverExpiring,
    'an entry is found until the second before it expires, and then no more',
    'a write overwrites an entry that has expired, and none that has a second left',
  ),
  plant(
    'setBuilt as a write of the whole record',
    rewriting,
    'setBuilt notes the object and changes nothing else, neither revision nor writeId',
    'a write that was under way while the pass was built is written',
  ),
  plant(
    'setBuilt whatever the version is',
    anyVersion,
    'setBuilt is superseded if the record is at another version, and writes nothing',
  ),
  plant(
    'a write whatever the life is',
    writtenInAnyLife,
    'a write upon a pass that was erased and issued anew conflicts, although the revision is the same',
    inModel,
  ),
  plant(
    'setBuilt whatever the life is',
    anyLife,
    'setBuilt is superseded if the pass was erased and issued anew, and writes nothing',
    inModel,
  ),
  plant(
    'setBuilt that takes what was built for what was announced',
    droppingPending,
    'setBuilt leaves pending alone, whichever version it names',
    inModel,
  ),
  plant(
    'clearPending whatever version waits',
    clearingAny,
    'clearPending drops what waits if it is this version, and changes nothing else',
    inModel,
  ),
  plant(
    'setPending that forgets how long something has waited',
    pendingAnew,
    'setPending writes nothing if the record is at another version, or something waits already, or it is gone',
  ),
  plant(
    'postpone within the lane',
    postponedInPlace,
    'postpone has what waits wait since another time and in another lane, and changes nothing else',
    'a pass that was postponed is pending since the later time, in the other lane',
  ),
  plant(
    'postpone of what does not wait',
    postponingAny,
    'postpone writes nothing if another version waits, or none, or the record is gone',
  ),
  plant(
    'a write that forgets what has begun to wait',
    forgetful,
    'a write that keeps what was noted conflicts if it has nothing wait, and something has begun to meanwhile; that stays',
  ),
  plant(
    'an erasure whose tombstone comes first',
    eraseAsIs,
    'erase conflicts if there is no record, and leaves no tombstone',
    'the same erasure again is erased',
    'the same erasure again leaves a pass alone that was issued anew since, at whatever revision',
  ),
  plant(
    'records that forget what rollouts and events have done',
    withoutHistory,
    'a record comes back as it was written, whatever parts it has',
  ),
]
