/** Stores with planted defects, as far as links are concerned. */
import { memoryLinkRevocations } from '../../lib/adapters/memory/link-revocations.ts'
import type { LinkRevocations } from '../../lib/ports/link-revocations.ts'
import { linkRevocationsSentences } from './link-revocations.ts'
import { defective, type Planted, planting } from './planted.ts'
import { but } from './planted-records.ts'
import { tombstoneSentences } from './records-tombstones.ts'

const plantRecord = planting(tombstoneSentences)

const heedless = but((records) => ({ write: ({ unlessErased: _, ...write }) => records.write(write) }))

const firstOnly = but((records) => ({
  write: ({ unlessErased = [], ...write }) => records.write({ ...write, unlessErased: unlessErased.slice(0, 1) }),
}))

const lookThenWrite = but((records) => ({
  write: async ({ unlessErased = [], ...write }) => {
    const erased = await Promise.all(unlessErased.map((tombstone) => records.erasedAt(tombstone)))
    return erased.some((at) => at !== undefined) ? 'conflict' : await records.write(write)
  },
}))

const overRecords = but((records) => ({
  entomb: ({ pass: { passTypeIdentifier, serialNumber }, ...end }) => {
    const serial = `${serialNumber.slice(1)}x` as typeof serialNumber
    return records.entomb({ ...end, pass: { passTypeIdentifier, serialNumber: serial } })
  },
}))

const forgetful = but((records) => ({
  write: ({ record: { linksRevokedBefore: _, ...record }, ...write }) => records.write({ ...write, record }),
}))

const plantRevocation = planting(linkRevocationsSentences)

const revocationsBut = defective<LinkRevocations>(memoryLinkRevocations)

const lastWins = revocationsBut(() => {
  const revoked = new Map<string, number>()
  return {
    find: (type) => Promise.resolve(revoked.get(type)),
    raise: (type, before) => {
      revoked.set(type, before)
      return Promise.resolve()
    },
  }
})

const firstWins = revocationsBut((revocations) => ({
  raise: async (type, before) => {
    if ((await revocations.find(type)) === undefined) await revocations.raise(type, before)
  },
}))

const forAll = revocationsBut((revocations) => ({
  find: () => revocations.find(''),
  raise: (_, before) => revocations.raise('', before),
}))

/** What is planted. */
export const plantedLinks: readonly Planted[] = [
  plantRecord(
    'tombstones that a write does not heed',
    heedless,
    'a write unless the pass was erased conflicts with any of its tombstones, and writes nothing',
  ),
  plantRecord(
    'a write that heeds the tombstone of one key only',
    firstOnly,
    'a write unless the pass was erased conflicts with any of its tombstones, and writes nothing',
  ),
  plantRecord(
    'tombstones that are looked for before the write, not with it',
    lookThenWrite,
    'of a creation unless erased and a tombstone at the same time one comes first, and the other conflicts',
  ),
  plantRecord(
    'a tombstone beside a record',
    overRecords,
    'entomb conflicts if there is a record: it stays, and there is no tombstone',
  ),
  plantRecord('records that forget what was revoked', forgetful, 'a record keeps since when its links count'),
  plantRevocation('revocations that go back', lastWins, 'what was revoked once stays so, whatever comes later'),
  plantRevocation(
    'revocations that are made only once',
    firstWins,
    'what is revoked is known at once, and more may be revoked later',
  ),
  plantRevocation(
    'revocations for all pass types at once',
    forAll,
    'of a pass type whose links were never revoked nothing is known, whatever was revoked of others',
  ),
]
