/** The contract of Rollouts. */
import { expect } from 'vitest'
import type { Rollout, Rollouts } from '../../lib/ports/rollouts.ts'
import { type Contract, contract, type Sentence } from './contract.ts'
import { now, unique } from './samples.ts'
import { steppedSentences } from './stepped.ts'

/** A rollout that has just begun, with whatever is given instead. */
const aRollout = (parts: Partial<Rollout> = {}): Rollout => ({
  id: `r${unique()}`,
  template: 'contract',
  passTypeIdentifier: 'pass.com.example.contract',
  task: { kind: 'template', version: 3 },
  filter: {},
  status: 'running',
  step: 0,
  total: 4711,
  counts: { seen: 0, changed: 0, unchanged: 0, skipped: 0, failed: 0 },
  failures: [],
  startedAt: now * 1000,
  updatedAt: now * 1000 + 1,
  workedFor: 0,
  ...parts,
})

const contents: readonly Sentence<Rollouts>[] = [
  {
    sentence: 'a rollout comes back with all that it says, and with nothing else',
    check: async (rollouts) => {
      const all = [
        aRollout(),
        aRollout({
          task: { kind: 'back', rollout: 'other' },
          filter: { versions: [1, 12], values: { tier: 'gold', points: 12.5, extras: [null, ''] }, voided: false },
          status: 'aborted',
          cursor: 'bnVsbA',
          counts: { seen: 10, changed: 4, unchanged: 3, skipped: 2, failed: 1 },
          failures: [{ serialNumber: 'A-1', code: 'values/invalid', message: 'the values – 値 – do not fit' }],
          ...{ endedAt: now * 1000 + 2, workedFor: 1234 },
        }),
        aRollout({ task: { kind: 'sign' }, filter: { voided: true }, status: 'paused' }),
        aRollout({ filter: { versions: [], values: {} }, status: 'done' }),
      ]
      for (const rollout of all) {
        expect(await rollouts.save(rollout)).toBe(true)
        expect(await rollouts.get(rollout.id)).toStrictEqual(rollout)
      }
    },
  },
  {
    sentence: 'a rollout may be as large as it can become',
    check: async (rollouts) => {
      const failure = { serialNumber: 's'.repeat(64), code: 'c'.repeat(40), message: '値'.repeat(300) }
      const rollout = aRollout({
        filter: { values: { text: 'x'.repeat(4000) }, versions: Array.from({ length: 100 }, (_, index) => index + 1) },
        failures: Array.from({ length: 100 }, () => failure),
      })
      expect(await rollouts.save(rollout)).toBe(true)
      expect(await rollouts.get(rollout.id)).toStrictEqual(rollout)
    },
  },
]

/** Everything that Rollouts promises. */
export const rolloutsSentences: readonly Sentence<Rollouts>[] = [...contents, ...steppedSentences(() => aRollout())]

/** Registers a test for each promise of Rollouts. */
export const rolloutsContract: Contract<Rollouts> = contract('rollouts', rolloutsSentences)
