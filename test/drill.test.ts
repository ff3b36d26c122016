/** The fault drill in its short form. `npm run drill` is the long one. */
import { describe, expect, it } from 'vitest'
import { runDrill } from './drill/drill.ts'
import { faultsOf } from './drill/judge.ts'

describe('a drill in which everything goes wrong once', () => {
  it('ends with the newest version of every pass on every phone, and with few pushes more than needed', {
    timeout: 240_000,
  }, async () => {
    const told: string[] = []
    const size = { passes: 40, devices: 16, changes: 15, seed: 1, speed: 40 }
    const report = await runDrill({ ...size, say: (line) => told.push(line) })
    expect(faultsOf(report), told.join('\n')).toEqual([])
    expect(report.marks).toBeGreaterThan(100)
  })
})
