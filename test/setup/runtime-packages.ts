/** The step that installs the other runtimes, in a folder of their own: they take 740 MB, and only `npm test` needs them. */
import { join } from 'node:path'
import { statusOf } from './status-of.ts'
import { nothing, type Step } from './step.ts'

/** Makes sure that the runtimes of test/runtimes are there, as far as this platform has them. */
export const runtimePackages = (root: string): Step => ({
  name: 'runtimes',
  run: async () => {
    const folder = join(root, 'test', 'runtimes', 'packages')
    const installer = join(root, 'infra', 'local', 'ensure-installed.mjs')
    const status = await statusOf(process.execPath, [installer, folder])
    return status === 0 ? nothing : { ...nothing, failures: ['the runtimes could not be installed'] }
  },
})
