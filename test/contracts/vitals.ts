/** The contract of Vitals. */
import { expect } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { Vitals } from '../../lib/ports/vitals.ts'
import { contract, type Sentence } from './contract.ts'

/** What a deployment rests on, and what one rests on that has lost everything, where there can be such a one. */
export interface VitalsWorld {
  readonly vitals: Vitals
  readonly lost: Vitals
}

const minute = 60_000

/** What Vitals promise. */
export const vitalsSentences: readonly Sentence<VitalsWorld>[] = [
  {
    sentence: 'tables, buckets and queues are told apart by kind and name',
    check: ({ vitals }) => {
      expect(vitals.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
        ...['table passes', 'table registrations', 'table events', 'bucket templates', 'bucket passes'],
        ...['queue builds', 'queue notifications', 'queue rollouts', 'queue imports'],
      ])
      return Promise.resolve()
    },
  },
  {
    sentence: 'a part that is there is seen, with what time it is there, and no negative number of messages',
    check: async ({ vitals }) => {
      for (const { look } of vitals) {
        const { at = Date.now(), waiting = 0 } = await look()
        expect(Math.abs(at - Date.now())).toBeLessThan(minute)
        expect(waiting).toBeGreaterThanOrEqual(0)
      }
    },
  },
  {
    sentence: 'somebody says what time it is',
    check: async ({ vitals }) => {
      const sights = await Promise.all(vitals.map(({ look }) => look()))
      expect(sights.some(({ at }) => at !== undefined)).toBe(true)
    },
  },
  {
    sentence: 'a part that is not there is an UnavailableError that names it',
    check: async ({ lost }) => {
      for (const { kind, name, look } of lost) {
        const error: unknown = await look().catch((thrown: unknown) => thrown)
        expect(error).toBeInstanceOf(UnavailableError)
        expect(String(error)).toMatch(new RegExp(`the ${kind} .*${name} failed`))
      }
    },
  },
]

/** Registers the contract of Vitals. */
export const vitalsContract = contract('vitals', vitalsSentences)
