/** The step that installs another implementation of Apple's web service, to try the conformance checks on. */
import { installIn } from './install-in.ts'
import { nothing, type Step } from './step.ts'

/** Tries to have the package of test/conformance/peer there: without it its tests are left out, and say so. */
export const peerPackages = (root: string): Step => ({
  name: 'peers',
  run: async () => {
    await installIn(root, 'test', 'conformance', 'peer')
    return nothing
  },
})
