/** The fault drill in its short form. `npm run drill` is the long one. */
import { describe, expect, it } from 'vitest'
import { runDrill } from './drill/drill.ts'
import { faultsOf } from './drill/judge.ts'

/**
 * What is under way when a connection breaks or a process ends is pushed again, for nobody knows what became of it. With
 * few phones, much broken, and time that goes 40 times as fast beside other tests, that is a greater part than at full size:
 * from 1.1 to 1.4, by how busy the machine is. Messages that multiply come to more than this; the long drill is strict.
 */
const mostPushes = 2

describe('a drill in which everything goes wrong once', () => {
  it('ends with the newest version of every pass on every phone, and with few pushes more than needed', {
    timeout: 240_000,
  }, async () => {
    const told: string[] = []
    const size = { passes: 40, devices: 16, changes: 15, seed: 1, speed: 40 }
    const report = await runDrill({ ...size, say: (line) => told.push(line) })
    expect(faultsOf(report, mostPushes), told.join('\n')).toEqual([])
    expect(report.marks).toBeGreaterThan(100)
  })
})
