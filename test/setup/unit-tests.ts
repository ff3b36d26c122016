/** The step that runs vitest, in this process, so that its outcome is at hand with types. */
import { relative } from 'node:path'
import { startVitest, type TestCase, type TestModule } from 'vitest/node'
import type { Outcome, Skipped, Step } from './step.ts'

const title = (root: string, test: TestCase): string => `${relative(root, test.module.moduleId)} > ${test.fullName}`

const tests = (modules: readonly TestModule[]): readonly TestCase[] =>
  modules.flatMap((module) => [...module.children.allTests()])

/** A module or suite that fails outside of its tests: a syntax error, an import that does not exist, a failing hook. */
const isBroken = (part: TestCase['parent']): boolean => part.errors().length > 0

const inBrokenSuite = (part: TestCase['parent']): boolean =>
  isBroken(part) || (part.type === 'suite' && inBrokenSuite(part.parent))

const skipped = (root: string, test: TestCase): Skipped => {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  const setUp = inBrokenSuite(test.parent) ? 'its suite could not be set up' : undefined
  return { test: title(root, test), reason: test.meta().reason ?? note ?? setUp ?? 'no reason given' }
}

const brokenParts = (root: string, modules: readonly TestModule[]): readonly string[] =>
  modules
    .filter((module) => [module, ...module.children.allSuites()].some(isBroken))
    .map((module) => `${relative(root, module.moduleId)}: see above`)

const outcome = (root: string, modules: readonly TestModule[]): Outcome => {
  const all = tests(modules)
  const inState = (state: string) => all.filter((test) => test.result().state === state)
  return {
    passed: inState('passed').length,
    failures: [...inState('failed').map((test) => title(root, test)), ...brokenParts(root, modules)],
    skipped: inState('skipped').map((test) => skipped(root, test)),
  }
}

/** Runs every test that vitest finds. */
export const unitTests = (root: string): Step => ({
  name: 'vitest run',
  run: async () => {
    const vitest = await startVitest('test', [], { root, run: true, watch: false })
    const found = outcome(root, vitest.state.getTestModules())
    const unhandled = vitest.state.getUnhandledErrors().map(() => 'an error outside of every test: see above')
    await vitest.close()
    return { ...found, failures: [...found.failures, ...unhandled] }
  },
})
