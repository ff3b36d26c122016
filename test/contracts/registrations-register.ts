/** The promises of Registrations about registering: what is stored then, whatever was answered. */
import { expect } from 'vitest'
import { type Device, mostPassesOfDevice } from '../../lib/ports/registrations.ts'
import type { Sentence } from './contract.ts'
import {
  aDevice,
  aHolding,
  allHolders,
  anIssue,
  anIssueForMany,
  deviceOf,
  entryOf,
  holderOf,
  passOf,
  pushedTo,
  type RegistrationsWorld,
  registered,
  registering,
  then,
} from './registrations-samples.ts'
import { passType, serialNumber, unique } from './samples.ts'

const first: readonly Sentence<RegistrationsWorld>[] = [
  {
    sentence: 'a device that holds nothing is not found, and a pass that nobody holds has no holders',
    check: async (world) => {
      expect(await world.registrations.find(aDevice())).toBeUndefined()
      expect(await allHolders(world, aHolding())).toEqual([])
    },
  },
  {
    sentence: 'a first registration makes a device with the epoch that was given, and a holder of the pass',
    check: async (world) => {
      const registration = await registered(world)
      expect(await world.registrations.find(registration.device)).toStrictEqual(deviceOf(registration))
      expect(await allHolders(world, registration)).toStrictEqual([holderOf(registration)])
    },
  },
  {
    sentence: 'a further pass of a device goes beside the others; the epoch stays, and each pass has its holder',
    check: async (world) => {
      const one = await registered(world)
      const other = await registered(world, { device: one.device })
      const passes = [one, other].map((each) => [each.serialNumber, entryOf(each)] as const)
      expect(await world.registrations.find(one.device)).toStrictEqual(deviceOf(one, { passes: new Map(passes) }))
      expect(await allHolders(world, one)).toStrictEqual([holderOf(one)])
      expect(await allHolders(world, other)).toStrictEqual([holderOf(other, { epoch: one.epoch })])
    },
  },
  {
    sentence: 'a device is another one for another pass type',
    check: async (world) => {
      const one = await registered(world)
      const device = { ...one.device, passTypeIdentifier: passType('pass.com.example.contract.other') }
      const other = await registered(world, { device, serialNumber: one.serialNumber, pushToken: 'token-2' })
      expect(await world.registrations.find(one.device)).toStrictEqual(deviceOf(one))
      expect(await world.registrations.find(device)).toStrictEqual(deviceOf(other))
      expect(await allHolders(world, one)).toStrictEqual([holderOf(one)])
    },
  },
  {
    sentence: 'what a reader does to the device that it was given stays with that reader',
    check: async (world) => {
      const registration = await registered(world)
      const found = await world.registrations.find(registration.device)
      Object.assign(found?.passes.get(registration.serialNumber) ?? {}, { v: 9 })
      Object.assign(found ?? {}, { seq: 9 })
      expect(await world.registrations.find(registration.device)).toStrictEqual(deviceOf(registration))
    },
  },
]

const again: readonly Sentence<RegistrationsWorld>[] = [
  {
    sentence: 'a pass that is registered again with the same issue keeps its numbers, and the device its own',
    check: async (world) => {
      const registration = await registered(world)
      await world.registrations.mark(registration, 4)
      await world.registrations.setNotified(pushedTo(registration), 1)
      await world.registrations.register({ ...registration, epoch: unique(), now: then + 5000 })
      const passes = new Map([[registration.serialNumber, entryOf(registration, { n: 1, v: 4 })]])
      expect(await world.registrations.find(registration.device)).toStrictEqual(
        deviceOf(registration, { seq: 1, notified: 1, tokenRegisteredAt: then + 5000, passes }),
      )
      expect(await allHolders(world, registration)).toStrictEqual([holderOf(registration)])
    },
  },
  {
    sentence: 'a pass that takes the place of another issue begins anew, and the device counts on',
    check: async (world) => {
      const earlier = await registered(world)
      await world.registrations.mark(earlier, 4)
      const later = { ...earlier, issue: anIssue(), replaces: earlier.issue }
      await world.registrations.register(later)
      const passes = new Map([[later.serialNumber, entryOf(later)]])
      expect(await world.registrations.find(later.device)).toStrictEqual(deviceOf(later, { seq: 1, passes }))
      expect(await allHolders(world, later)).toStrictEqual([holderOf(later)])
    },
  },
  {
    sentence:
      'a registration with another issue than that of the entry, or than the one that it replaces, writes nothing',
    check: async (world) => {
      const one = await registered(world)
      const other = { ...one, issue: anIssue(), pushToken: 'token-2', now: then + 1 }
      for (const registration of [other, { ...other, replaces: anIssue() }]) {
        const outcome = await world.registrations.register(registration)
        expect(outcome).toStrictEqual({ kind: 'other', issue: one.issue })
        expect(await world.registrations.find(one.device)).toStrictEqual(deviceOf(one))
        expect(await allHolders(world, one)).toStrictEqual([holderOf(one)])
      }
    },
  },
  {
    sentence: 'a pass whose audience is another one with its new issue has one holder, with the new issue',
    check: async (world) => {
      for (const [one, other] of [
        [anIssue(), anIssueForMany()],
        [anIssueForMany(), anIssue()],
      ] as const) {
        const earlier = await registered(world, { issue: one })
        const later = { ...earlier, issue: other, replaces: one }
        await world.registrations.register(later)
        expect(await allHolders(world, later)).toStrictEqual([holderOf(later)])
        expect((await allHolders(world, earlier)).filter(({ issue }) => issue === one)).toEqual([])
      }
    },
  },
  {
    sentence: 'a new push token takes the place of the one before and sets notified to 0, with whichever pass it comes',
    check: async (world) => {
      const one = await registered(world)
      await world.registrations.mark(one, 2)
      for (const [index, next] of [one, aHolding({ device: one.device })].entries()) {
        await world.registrations.setNotified(pushedTo(one, { pushToken: `token-${index + 1}` }), 1)
        expect((await world.registrations.find(one.device))?.notified).toBe(1)
        await world.registrations.register(registering(next, { pushToken: `token-${index + 2}`, now: then + index }))
        expect(await world.registrations.find(one.device)).toMatchObject({
          pushToken: `token-${index + 2}`,
          tokenRegisteredAt: then + index,
          notified: 0,
          seq: 1,
        })
      }
    },
  },
  {
    sentence: 'a device that is to keep its push token does, and when it said so; one that is not there gets it',
    check: async (world) => {
      const kept = { keepsToken: true, pushToken: 'token-2', now: then - 1 }
      const one = await registered(world)
      await world.registrations.mark(one, 2)
      await world.registrations.setNotified(pushedTo(one), 1)
      const more = registering(aHolding({ device: one.device }), kept)
      for (const registration of [{ ...one, ...kept }, more]) await world.registrations.register(registration)
      const { pushToken } = one
      const before = { pushToken, tokenRegisteredAt: then, notified: 1 }
      expect(await world.registrations.find(one.device)).toMatchObject(before)
      const first = await registered(world, kept)
      expect(await world.registrations.find(first.device)).toStrictEqual(deviceOf(first))
    },
  },
  {
    sentence: 'a device that went and came again has the epoch that was given the second time, and counts from 0',
    check: async (world) => {
      const earlier = await registered(world)
      await world.registrations.mark(earlier, 2)
      await world.registrations.unregister(earlier)
      const later = { ...earlier, epoch: unique() }
      await world.registrations.register(later)
      expect(await world.registrations.find(later.device)).toStrictEqual(deviceOf(later))
      expect(await allHolders(world, later)).toStrictEqual([holderOf(later)])
    },
  },
  {
    sentence: 'a registration takes the place of a holder that was left behind',
    check: async (world) => {
      const registration = registering(aHolding())
      await world.putHolder(passOf(registration), holderOf(registration, { epoch: 'of-one-that-is-gone' }))
      await world.registrations.register(registration)
      expect(await allHolders(world, registration)).toStrictEqual([holderOf(registration)])
    },
  },
]

/** A device that holds so many passes, without holders. */
const laden = (count: number): Device => {
  const holdings = Array.from({ length: count }, (_, index) => serialNumber(`laden-${index}`))
  const passes = new Map(holdings.map((serial) => [serial, { n: 0, v: 1, issue: 'issue' }]))
  const numbers = { epoch: unique(), seq: 0, pushToken: 'token-1', tokenRegisteredAt: then, notified: 0 }
  return { ...aDevice(), ...numbers, passes }
}

const full: readonly Sentence<RegistrationsWorld>[] = [
  {
    sentence: 'a device takes its thousandth pass, and is full then: one more is refused and nothing is written',
    check: async (world) => {
      const device = laden(mostPassesOfDevice - 1)
      await world.putDevice(device)
      const [last, more] = [aHolding({ device }), aHolding({ device })]
      expect((await world.registrations.register(registering(last))).kind).toBe('registered')
      const before = await world.registrations.find(device)
      expect(before?.passes.size).toBe(1000)
      const refused = registering(more, { pushToken: 'token-2', now: then + 1 })
      expect(await world.registrations.register(refused)).toStrictEqual({ kind: 'full' })
      expect(await world.registrations.find(device)).toStrictEqual(before)
      expect(await allHolders(world, more)).toEqual([])
    },
  },
  {
    sentence: 'a device that is full may register its own passes again, and another one once it has given one up',
    check: async (world) => {
      const device = laden(mostPassesOfDevice)
      await world.putDevice(device)
      const own = { device, serialNumber: serialNumber('laden-7'), issue: 'issue' }
      for (const issue of ['issue', 'another']) {
        const outcome = await world.registrations.register(registering({ ...own, issue }, { replaces: 'issue' }))
        expect(outcome.kind).toBe('registered')
      }
      await world.registrations.unregister({ ...own, issue: 'another' })
      expect((await world.registrations.register(registering(aHolding({ device })))).kind).toBe('registered')
      expect((await world.registrations.find(device))?.passes.size).toBe(1000)
    },
  },
]

const atOnce: readonly Sentence<RegistrationsWorld>[] = [
  {
    sentence: 'of one device twenty passes are registered at once, all with one epoch',
    check: async (world) => {
      const device = aDevice()
      const all = Array.from({ length: 20 }, () => registering(aHolding({ device })))
      await Promise.all(all.map((each) => world.registrations.register(each)))
      const found = await world.registrations.find(device)
      expect([...(found?.passes.keys() ?? [])].sort()).toEqual(all.map(({ serialNumber }) => serialNumber).sort())
      const holders = await Promise.all(all.map((each) => allHolders(world, each)))
      expect(holders.map((ofPass) => ofPass.map(({ epoch }) => epoch))).toEqual(all.map(() => [found?.epoch]))
    },
  },
  {
    sentence: 'of one pass a hundred devices are registered at once, whether it is meant for a few or for many',
    check: async (world) => {
      for (const [issue, length] of [
        [anIssue(), 100],
        [anIssueForMany(), 20],
      ] as const) {
        const { serialNumber } = aHolding()
        const all = Array.from({ length }, () => registering(aHolding({ serialNumber, issue })))
        await Promise.all(all.map((each) => world.registrations.register(each)))
        const holders = await allHolders(world, aHolding({ serialNumber, issue }))
        const names = (devices: readonly { readonly device: { readonly deviceLibraryIdentifier: string } }[]) =>
          devices.map(({ device }) => device.deviceLibraryIdentifier).sort()
        expect(names(holders)).toEqual(names(all))
      }
    },
  },
  {
    sentence: 'of two push tokens that a device registers at once one remains, and notified is 0',
    check: async (world) => {
      const one = await registered(world, { pushToken: 'token-0' })
      await world.registrations.mark(one, 2)
      await world.registrations.setNotified(pushedTo(one), 1)
      const tokens = ['token-1', 'token-2']
      await Promise.all(tokens.map((pushToken) => world.registrations.register({ ...one, pushToken })))
      const found = await world.registrations.find(one.device)
      expect(tokens).toContain(found?.pushToken)
      expect(found?.notified).toBe(0)
    },
  },
]

/** What `register` promises. */
export const registerSentences = [...first, ...again, ...full, ...atOnce]
