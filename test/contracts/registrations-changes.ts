/** The promises of Registrations about what becomes of a registration: ended, marked, pushed to, removed. */
import { expect } from 'vitest'
import type { Sentence } from './contract.ts'
import {
  aHolding,
  allHolders,
  anIssue,
  deviceOf,
  entryOf,
  expectAgreement,
  holderOf,
  pushedTo,
  type RegistrationsWorld,
  registered,
  registering,
  then,
} from './registrations-samples.ts'
import { unique } from './samples.ts'

const ending: readonly Sentence<RegistrationsWorld>[] = [
  {
    sentence: 'unregister removes a pass from its device and its device from the holders, and nothing else',
    check: async (world) => {
      const one = await registered(world)
      const other = await registered(world, { device: one.device })
      await world.registrations.mark(one, 2)
      await world.registrations.mark(other, 3)
      await world.registrations.unregister(one)
      const passes = new Map([[other.serialNumber, entryOf(other, { n: 2, v: 3 })]])
      expect(await world.registrations.find(one.device)).toStrictEqual(deviceOf(one, { seq: 2, passes }))
      expect(await allHolders(world, one)).toEqual([])
      expect(await allHolders(world, other)).toStrictEqual([holderOf(other, { epoch: one.epoch })])
    },
  },
  {
    sentence: 'with its last pass the device is gone',
    check: async (world) => {
      const [one, other] = [await registered(world), await registered(world)]
      await world.registrations.unregister(one)
      expect(await world.registrations.find(one.device)).toBeUndefined()
      expect(await allHolders(world, one)).toEqual([])
      expect(await world.registrations.find(other.device)).toStrictEqual(deviceOf(other))
    },
  },
  {
    sentence: 'unregister changes nothing if the device does not hold the pass, or with another issue',
    check: async (world) => {
      const one = await registered(world)
      for (const vain of [{ ...one, issue: anIssue() }, aHolding({ device: one.device })]) {
        await world.registrations.unregister(vain)
        expect(await world.registrations.find(one.device)).toStrictEqual(deviceOf(one))
        expect(await allHolders(world, one)).toStrictEqual([holderOf(one)])
      }
    },
  },
  {
    sentence: 'a device gives up ten passes at once, and is gone',
    check: async (world) => {
      const one = await registered(world)
      const others = await Promise.all(Array.from({ length: 9 }, () => registered(world, { device: one.device })))
      await Promise.all([one, ...others].map((each) => world.registrations.unregister(each)))
      expect(await world.registrations.find(one.device)).toBeUndefined()
      await expectAgreement(world, [one, ...others])
    },
  },
]

const marking: readonly Sentence<RegistrationsWorld>[] = [
  {
    sentence: 'mark counts the device up by one, and the pass has that number and the version; others keep theirs',
    check: async (world) => {
      const one = await registered(world)
      const other = await registered(world, { device: one.device })
      await world.registrations.mark(other, 2)
      await world.registrations.mark(one, 7)
      await world.registrations.mark(one, 8)
      const passes = new Map([
        [one.serialNumber, entryOf(one, { n: 3, v: 8 })],
        [other.serialNumber, entryOf(other, { n: 1, v: 2 })],
      ])
      expect(await world.registrations.find(one.device)).toStrictEqual(deviceOf(one, { seq: 3, passes }))
    },
  },
  {
    sentence: 'a pass is marked once for each version, and for none before the one that it was marked for',
    check: async (world) => {
      const one = await registered(world)
      for (const version of [1, 3, 3, 2, 1]) await world.registrations.mark(one, version)
      const passes = new Map([[one.serialNumber, entryOf(one, { n: 1, v: 3 })]])
      expect(await world.registrations.find(one.device)).toStrictEqual(deviceOf(one, { seq: 1, passes }))
    },
  },
  {
    sentence: 'mark makes nothing where the device does not hold the pass with this issue',
    check: async (world) => {
      const [one, nobody] = [await registered(world), aHolding()]
      const [other, anew] = [aHolding({ device: one.device }), { ...one, issue: anIssue() }]
      expect(await world.registrations.mark(other, 2)).toStrictEqual({ kind: 'absent', epoch: one.epoch })
      expect(await world.registrations.mark(anew, 2)).toStrictEqual({ kind: 'absent', epoch: one.epoch })
      expect(await world.registrations.mark(nobody, 2)).toStrictEqual({ kind: 'absent' })
      expect(await world.registrations.find(one.device)).toStrictEqual(deviceOf(one))
      expect(await world.registrations.find(nobody.device)).toBeUndefined()
    },
  },
  {
    sentence:
      'marked at once, each of ten passes of a device has a number of its own, and the same mark twice counts once',
    check: async (world) => {
      const one = await registered(world)
      const others = await Promise.all(Array.from({ length: 9 }, () => registered(world, { device: one.device })))
      await Promise.all([one, ...others, one].map((each) => world.registrations.mark(each, 2)))
      const found = await world.registrations.find(one.device)
      expect(found?.seq).toBe(10)
      const numbers = [...(found?.passes.values() ?? [])].map(({ n }) => n).sort((a, b) => a - b)
      expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    },
  },
]

const notifying: readonly Sentence<RegistrationsWorld>[] = [
  {
    sentence: 'setNotified raises the number that the push token was pushed for, and never lowers it',
    check: async (world) => {
      const one = await registered(world)
      for (const [seq, expected] of [
        [2, 2],
        [5, 5],
        [3, 5],
      ] as const) {
        await world.registrations.setNotified(pushedTo(one), seq)
        expect(await world.registrations.find(one.device)).toStrictEqual(deviceOf(one, { notified: expected }))
      }
    },
  },
  {
    sentence: 'setNotified changes nothing if the device is another one, or has another push token, or is gone',
    check: async (world) => {
      const [one, gone] = [await registered(world), registering(aHolding())]
      await world.registrations.setNotified(pushedTo(one, { epoch: unique() }), 2)
      await world.registrations.setNotified(pushedTo(one, { pushToken: 'token-2' }), 2)
      await world.registrations.setNotified(pushedTo(gone), 2)
      expect(await world.registrations.find(one.device)).toStrictEqual(deviceOf(one))
      expect(await world.registrations.find(gone.device)).toBeUndefined()
    },
  },
]

const removing: readonly Sentence<RegistrationsWorld>[] = [
  {
    sentence: 'removeDevice removes the device; who holds its passes is at most left behind',
    check: async (world) => {
      const one = await registered(world)
      const other = await registered(world, { device: one.device })
      await world.registrations.removeDevice(pushedTo(one), then)
      expect(await world.registrations.find(one.device)).toBeUndefined()
      const anew = { ...one, epoch: unique() }
      await world.registrations.register(anew)
      expect(await world.registrations.find(one.device)).toStrictEqual(deviceOf(anew))
      await expectAgreement(world, [one, other])
    },
  },
  {
    sentence: 'removeDevice leaves a device alone that is another one, has another push token, or registered later',
    check: async (world) => {
      const one = await registered(world)
      await world.registrations.removeDevice(pushedTo(one, { epoch: unique() }), then)
      await world.registrations.removeDevice(pushedTo(one, { pushToken: 'token-0' }), then)
      await world.registrations.removeDevice(pushedTo(one), then - 1)
      expect(await world.registrations.find(one.device)).toStrictEqual(deviceOf(one))
      expect(await allHolders(world, one)).toStrictEqual([holderOf(one)])
    },
  },
  {
    sentence: 'a device that is removed while it registers is there with both sides, or not at all',
    check: async (world) => {
      for (let play = 0; play < 3; play++) {
        const one = await registered(world)
        const anew = { ...one, epoch: unique() }
        const [early, late] = [
          registering(aHolding({ device: one.device })),
          registering(aHolding({ device: one.device })),
        ]
        await Promise.all([
          world.registrations.register(early),
          world.registrations.removeDevice(pushedTo(one), then),
          world.registrations.register(anew),
          world.registrations.register(late),
        ])
        await expectAgreement(world, [one, early, late])
      }
    },
  },
]

/** What `unregister`, `mark`, `setNotified` and `removeDevice` promise of what is stored then. */
export const changeSentences = [...ending, ...marking, ...notifying, ...removing]
