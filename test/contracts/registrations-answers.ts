/** What Registrations answers when no answer is lost: a repeated call may find what it did itself. */
import { expect } from 'vitest'
import type { Sentence } from './contract.ts'
import {
  aHolding,
  allHolders,
  anIssue,
  anIssueForMany,
  pushedTo,
  type RegistrationsWorld,
  registered,
  registering,
  then,
} from './registrations-samples.ts'
import { unique } from './samples.ts'

const ofRegister: readonly Sentence<RegistrationsWorld>[] = [
  {
    sentence: 'register tells of a pass that is new to the device, and of the device as it is then',
    check: async ({ registrations }) => {
      const one = registering(aHolding())
      const device = { epoch: one.epoch, seq: 0, notified: 0 }
      const isNew = { kind: 'registered', isNew: true, tokenChanged: false, device }
      expect(await registrations.register(one)).toStrictEqual(isNew)
      expect(await registrations.register(registering(aHolding({ device: one.device })))).toStrictEqual(isNew)
      expect(await registrations.register({ ...one, epoch: unique() })).toStrictEqual({ ...isNew, isNew: false })
      const later = { ...one, issue: anIssue() }
      expect(await registrations.register(later)).toStrictEqual({ kind: 'other', issue: one.issue })
      expect(await registrations.register({ ...later, replaces: one.issue })).toStrictEqual(isNew)
    },
  },
  {
    sentence: 'register tells of a new push token, and that nothing was pushed to it yet',
    check: async ({ registrations }) => {
      const one = registering(aHolding())
      await registrations.register(one)
      await registrations.mark(one, 2)
      await registrations.setNotified(pushedTo(one), 1)
      const same = { kind: 'registered', isNew: false, tokenChanged: false }
      const device = { epoch: one.epoch, seq: 1, notified: 1 }
      expect(await registrations.register(one)).toStrictEqual({ ...same, device })
      expect(await registrations.register({ ...one, pushToken: 'token-2' })).toStrictEqual({
        ...{ ...same, tokenChanged: true },
        device: { ...device, notified: 0 },
      })
    },
  },
  {
    sentence: 'of five registrations of one pass at once one is of a new pass',
    check: async ({ registrations }) => {
      const one = registering(aHolding())
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () => registrations.register({ ...one, epoch: unique() })),
      )
      const isNew = outcomes.filter((outcome) => outcome.kind === 'registered' && outcome.isNew)
      expect([outcomes.length, isNew.length]).toEqual([5, 1])
    },
  },
]

const ofOthers: readonly Sentence<RegistrationsWorld>[] = [
  {
    sentence: 'unregister is true once, and false for what the device does not hold with this issue',
    check: async (world) => {
      const { registrations } = world
      const [one, other] = [await registered(world), await registered(world)]
      for (const vain of [aHolding(), aHolding({ device: one.device }), { ...one, issue: anIssue() }]) {
        expect(await registrations.unregister(vain)).toBe(false)
      }
      const answers = await Promise.all([one, one, other].map((each) => registrations.unregister(each)))
      expect([answers[0] !== answers[1], answers[2]]).toEqual([true, true])
      expect(await registrations.unregister(one)).toBe(false)
    },
  },
  {
    sentence: 'mark tells whether it marked, or the pass was marked for this version already, or for a later one',
    check: async (world) => {
      const { registrations } = world
      const one = await registered(world)
      const kinds: string[] = []
      for (const version of [1, 3, 3, 2, 4]) kinds.push((await registrations.mark(one, version)).kind)
      expect(kinds).toEqual(['same', 'marked', 'same', 'newer', 'marked'])
    },
  },
  {
    sentence:
      'removeDevice is true once, and false for a device that is another one by now; its holders are gone with it',
    check: async (world) => {
      const { registrations } = world
      const one = await registered(world)
      const other = await registered(world, { device: one.device, issue: anIssueForMany() })
      for (const [vain, until] of [
        [pushedTo(one, { epoch: unique() }), then],
        [pushedTo(one, { pushToken: 'token-0' }), then],
        [pushedTo(one), then - 1],
        [pushedTo(registering(aHolding())), then],
      ] as const) {
        expect(await registrations.removeDevice(vain, until)).toBe(false)
      }
      expect(await registrations.removeDevice(pushedTo(one), then)).toBe(true)
      expect(await registrations.removeDevice(pushedTo(one), then)).toBe(false)
      expect([await allHolders(world, one), await allHolders(world, other)]).toEqual([[], []])
    },
  },
]

/** What Registrations answers where no answer is lost. */
export const answerSentences = [...ofRegister, ...ofOthers]
