/** Node in the versions that Lambda offers. The one that runs `npm test` has run the core's tests with all others. */
import { outputOf } from './command.ts'
import { installed, missingFile, type Runtime } from './runtime.ts'
import { parseResults } from './test-result.ts'

const node = (name: string, program: string): Runtime => ({
  name,
  missing: () => missingFile(program),
  run: async ({ folder, printer }) => parseResults(await outputOf(program, [printer], folder)),
})

/** Every other Node that the tests run on. */
export const nodes: readonly Runtime[] = [
  node('Node 22', installed('node22', 'bin', 'node')),
  node('Node 24', installed('node24', 'bin', 'node')),
]
