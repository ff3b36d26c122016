import { expect, it } from 'vitest'
import { journeyOf } from './journey.ts'
import type { ShownStep } from './record.ts'

const step = (at: number, kind: string): ShownStep => ({ at, kind, device: '', detail: {} })

/** The newest first, as a timeline has them. */
const steps = (...all: readonly ShownStep[]) => [...all].reverse()

it('the way of the last change says what was reached, and how long after', () => {
  const before = [step(0, 'created'), step(1, 'built'), step(2, 'fetched'), step(5, 'changed'), step(6, 'pushed')]
  expect(journeyOf(steps(...before, step(100, 'changed'), step(140, 'built'), step(2150, 'pushed')))).toEqual([
    { title: 'Record changed', after: 0 },
    { title: 'Built and signed', after: 40 },
    { title: 'Pushed', after: 2050 },
    { title: 'Asked what changed', after: undefined },
    { title: 'Fetched', after: undefined },
  ])
})

it('of several phones, the first counts', () => {
  const journey = journeyOf(steps(step(0, 'voided'), step(10, 'fetched'), step(20, 'fetched')))
  expect(journey?.at(-1)).toEqual({ title: 'Fetched', after: 10 })
})

it.each([[[]], [[step(0, 'created'), step(1, 'registered')]]])('there is none without a change', (all) => {
  expect(journeyOf(steps(...all))).toBeUndefined()
})
