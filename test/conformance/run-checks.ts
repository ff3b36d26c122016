/** Runs the checks against a server in memory, on a clock that only moves when somebody waits. */
import { type ConformanceReport, runConformance } from '../../lib/device/conformance/run.ts'
import type { Defect } from './defects/defect.ts'
import { passSigner } from './reference/passes.ts'
import { referenceServer } from './reference/server.ts'

/** What came of them, but for those that passed. */
export const outcomes = ({ results }: ConformanceReport) => ({
  failed: results.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check),
  skipped: results.filter(({ outcome }) => outcome === 'skipped').map(({ check }) => check),
})

/** Runs them against the reference server, with a defect or without. Everything that a check may need is given. */
export const checkReference = async (defect: Partial<Defect> = {}): Promise<ConformanceReport> => {
  const time = { now: Date.UTC(2026, 10, 21, 12) }
  const server = referenceServer(time, defect)
  const [pass, other, personalizable] = await Promise.all(['S-1', 'S-2', 'S-3'].map(server.pass))
  if (!(pass && other && personalizable)) throw new Error('a pass is missing')
  const { root } = await passSigner()
  return await runConformance({
    pass,
    other,
    personalizable,
    trust: { roots: [root] },
    fetch: server.fetch,
    now: () => time.now,
    sleep: (milliseconds) => {
      time.now += milliseconds
      return Promise.resolve()
    },
    change: () => Promise.resolve(server.change('S-1')),
    pushes: () => server.state.pushed,
  })
}
