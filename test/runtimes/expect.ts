/** vitest's `expect`, put together from its own parts without vitest. */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  ChaiStyleAssertions,
  chai,
  customMatchers,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from '@vitest/expect'

for (const plugin of [JestExtend, JestChaiExpect, ChaiStyleAssertions, JestAsymmetricMatchers]) chai.use(plugin)

/** What vitest exports as `expect`, but for what needs a test runner: snapshots, `poll`, `soft`, `assertions`. */
export const expect = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  chai.expect,
  Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT),
)

Reflect.apply(Reflect.get(chai.expect, 'extend'), chai.expect, [expect, customMatchers])

// The matchers look for the state of "the" expect under this name.
Reflect.set(globalThis, GLOBAL_EXPECT, expect)
