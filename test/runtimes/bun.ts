/** Bun. */
import { outputOf } from './command.ts'
import { installed, missingFile, type Runtime } from './runtime.ts'
import { parseResults } from './test-result.ts'

const architecture = process.arch === 'arm64' ? 'aarch64' : process.arch
const program = installed('@oven', `bun-${process.platform}-${architecture}`, 'bin', 'bun')

/** Bun. */
export const bun: Runtime = {
  name: 'Bun',
  missing: () => missingFile(program),
  run: async ({ folder, printer }) => parseResults(await outputOf(program, ['--no-install', printer], folder)),
}
