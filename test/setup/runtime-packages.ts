/** The step that installs the other runtimes, in a folder of their own: they take 740 MB, and only `npm test` needs them. */
import { installIn } from './install-in.ts'
import { nothing, type Step } from './step.ts'

/** Makes sure that the runtimes of test/runtimes are there, as far as this platform has them. */
export const runtimePackages = (root: string): Step => ({
  name: 'runtimes',
  run: async () =>
    (await installIn(root, 'test', 'runtimes', 'packages'))
      ? nothing
      : { ...nothing, failures: ['the runtimes could not be installed'] },
})
