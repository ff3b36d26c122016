/** All that `npm test` does once the npm dependencies are there: set-up, checks, tests, runtimes, summary. */
import { runtimes } from '../runtimes/runtimes.ts'
import { checks } from './checks.ts'
import { peerPackages } from './peer-packages.ts'
import { runtimePackages } from './runtime-packages.ts'
import { runSteps } from './step.ts'
import { summary } from './summary.ts'
import { systemPackages } from './system-packages.ts'
import { unitTests } from './unit-tests.ts'

/** Runs every step, also after one has failed, and sets the exit code. */
export const main = async (root: string): Promise<void> => {
  const results = [
    ...(await runSteps([systemPackages], { atOnce: 1 })),
    // Each keeps one core busy at most, and the smallest machine has two.
    ...(await runSteps([peerPackages(root), runtimePackages(root), ...checks(root)], { atOnce: 2 })),
    ...(await runSteps([unitTests(root)], { atOnce: 1 })),
    ...(await runSteps(runtimes(root), { atOnce: 2 })),
  ]
  process.stdout.write(summary(results))
  process.exitCode = results.some((result) => result.failures.length > 0) ? 1 : 0
}
