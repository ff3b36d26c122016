/** The contract of Bus. */
import { expect } from 'vitest'
import { type Bus, type Notice, noticeTypes } from '../../lib/ports/bus.ts'
import { publishedDetail } from '../../lib/service/notices/published.ts'
import { type Contract, contract, eventually, type Sentence } from './contract.ts'
import { now, unique } from './samples.ts'

/** A notice as it is heard. */
export interface HeardNotice {
  readonly type: string
  /** See {@link publishedDetail}. */
  readonly detail: unknown
}

/** A bus, and somebody who listens. */
export interface BusWorld {
  readonly bus: Bus
  /** Everything that was heard so far, perhaps also what other tests have told. */
  readonly heard: () => Promise<readonly HeardNotice[]>
}

const aNotice = (parts: Partial<Notice> = {}): Notice => ({
  type: 'pass.updated',
  id: `pass.updated/${unique()}`,
  at: now * 1000 + 123,
  detail: { serialNumber: 'A-1', version: 7, voided: false, changed: ['gate', 'Sitzplatz – 搭乗口'], rollout: null },
  ...parts,
})

const heardAs = (notice: Notice): HeardNotice => ({ type: notice.type, detail: publishedDetail(notice) })

/** Waits until each notice was heard, once or more often, as it was told. */
const areHeard = ({ heard }: BusWorld, notices: readonly Notice[]): Promise<void> =>
  eventually(async () => {
    const all = new Set((await heard()).map((notice) => JSON.stringify(notice)))
    const missing = notices.map(heardAs).filter((notice) => !all.has(JSON.stringify(notice)))
    expect(missing).toEqual([])
  })

const idOf = ({ detail }: HeardNotice): unknown =>
  typeof detail === 'object' && detail !== null && 'id' in detail ? detail.id : undefined

/** Everything that a Bus promises. */
export const busSentences: readonly Sentence<BusWorld>[] = [
  {
    sentence: 'a notice of each type is heard as it was told: with its id, its time to the millisecond and its detail',
    check: async (world) => {
      const notices = noticeTypes.map((type) => aNotice({ type, id: `${type}/${unique()}` }))
      for (const notice of notices) await world.bus.publish([notice])
      await areHeard(world, notices)
    },
  },
  {
    sentence: 'any number of notices may be told at once, also none, and all are heard',
    check: async (world) => {
      const notices = Array.from({ length: 25 }, () => aNotice())
      await world.bus.publish([])
      await world.bus.publish(notices)
      await areHeard(world, notices)
    },
  },
  {
    sentence: 'notices of 60 KB are heard, however many are told at once',
    check: async (world) => {
      const notices = Array.from({ length: 12 }, () => aNotice({ detail: { long: 'ü'.repeat(30_000) } }))
      await world.bus.publish(notices)
      await areHeard(world, notices)
    },
  },
  {
    sentence: 'a notice that is told again is heard with the same id',
    check: async (world) => {
      const notice = aNotice()
      await world.bus.publish([notice])
      await world.bus.publish([notice])
      await eventually(async () => {
        const copies = (await world.heard()).filter((each) => idOf(each) === notice.id)
        expect(copies.length).toBeGreaterThanOrEqual(2)
        expect(new Set(copies.map((copy) => JSON.stringify(copy))).size).toBe(1)
      })
    },
  },
  {
    sentence: 'what becomes of the notice after it was told changes nothing that is heard',
    check: async (world) => {
      const detail = { version: 1 }
      const notice = aNotice({ detail })
      const before = structuredClone(notice)
      await world.bus.publish([notice])
      detail.version = 2
      await areHeard(world, [before])
    },
  },
]

/** Registers a test for each promise of a Bus. */
export const busContract: Contract<BusWorld> = contract('bus', busSentences)
