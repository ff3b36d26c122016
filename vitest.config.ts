/** How vitest finds and runs the tests: unit tests beside the code, what crosses folders in test/. */
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/setup/longest-first.ts'
import { replacingModules } from './test/setup/replacing-modules.ts'

const everywhere = '{lib,functions,infra,test}/**/*.test.ts'

export default defineConfig({
  test: {
    environment: 'node',
    exclude: ['**/node_modules/**', '.local/**', 'dist/**'],
    projects: [
      // Files take over from each other what they have imported: that takes a third of the time.
      {
        extends: true,
        test: { name: 'together', include: [everywhere], exclude: [...replacingModules], isolate: false },
      },
      // What a file puts in the place of a module has to be gone with it.
      { extends: true, test: { name: 'apart', include: [...replacingModules] } },
    ],
    sequence: { sequencer: LongestFirst },
    globalSetup: 'test/setup/temporary-folder.ts',
    // Making RSA keys takes up to seconds, and the tests run beside other work on small machines.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Threads start faster than forks. No test needs a process of its own.
    pool: 'threads',
    // One more than there are cores: the longest tests wait for servers and other processes half of the time.
    maxWorkers: availableParallelism() + 1,
  },
})
