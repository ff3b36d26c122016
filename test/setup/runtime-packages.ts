/** The step that installs the other runtimes, in a folder of their own: they take 740 MB, and only `npm test` needs them. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { nothing, type Step } from './step.ts'

/** Makes sure that the runtimes of test/runtimes are there, as far as this platform has them. */
export const runtimePackages = (root: string): Step => ({
  name: 'runtimes',
  run: () => {
    const folder = join(root, 'test', 'runtimes', 'packages')
    const installer = join(root, 'infra', 'local', 'ensure-installed.mjs')
    const { status } = spawnSync(process.execPath, [installer, folder], { stdio: ['ignore', 'inherit', 'inherit'] })
    return status === 0 ? nothing : { ...nothing, failures: ['the runtimes could not be installed'] }
  },
})
