/** The core's tests on every runtime that the core promises to run on, each as a step of `npm test`. */
import type { Outcome, Step } from '../setup/step.ts'
import { bun } from './bun.ts'
import { type Bundle, bundleCoreTests } from './bundle.ts'
import { chromium } from './chromium.ts'
import { deno } from './deno.ts'
import { nodes } from './node.ts'
import type { Runtime } from './runtime.ts'
import { workerd } from './workerd.ts'

const all: readonly Runtime[] = [...nodes, workerd, deno, bun, chromium]

const runOn = async (runtime: Runtime, bundle: Bundle): Promise<Outcome> => {
  const start = performance.now()
  const results = await runtime.run(bundle)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const failed = results.filter((result) => !result.ok)
  const passed = results.length - failed.length
  for (const { name, error } of failed) process.stdout.write(`FAILED ${name}\n${error}\n\n`)
  process.stdout.write(`${runtime.name}: ${passed} passed, ${failed.length} failed (${seconds} s)\n`)
  return { passed, failures: failed.map(({ name }) => `${runtime.name}: ${name}`), skipped: [] }
}

const leaveOut = (runtime: Runtime, reason: string): Outcome => {
  process.stdout.write(`${runtime.name}: left out, ${reason}\n`)
  return { passed: 0, failures: [], skipped: [{ test: `the core's tests on ${runtime.name}`, reason }] }
}

/** A step for each runtime. The bundle is made by the first one that needs it, and is the same file for all. */
export const runtimes = (root: string): readonly Step[] => {
  let bundle: Promise<Bundle> | undefined
  return all.map((runtime) => ({
    name: `core tests on ${runtime.name}`,
    run: async () => {
      const reason = runtime.missing()
      if (reason !== undefined) return leaveOut(runtime, reason)
      bundle ??= bundleCoreTests(root)
      return runOn(runtime, await bundle)
    },
  }))
}
