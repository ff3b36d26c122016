/** Deno, without any permission and without a network. */
import { outputOf } from './command.ts'
import { installed, missingFile, type Runtime } from './runtime.ts'
import { parseResults } from './test-result.ts'

const platforms: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64-glibc',
  'linux-arm64': 'linux-arm64-glibc',
}

const platform = `${process.platform}-${process.arch}`
const program = installed('@deno', platforms[platform] ?? platform, 'deno')
const flags = ['--no-prompt', '--no-remote', '--no-npm', '--no-config', '--no-lock', '--quiet']

/** Deno. */
export const deno: Runtime = {
  name: 'Deno',
  missing: () => missingFile(program),
  run: async ({ folder, printer }) => parseResults(await outputOf(program, ['run', ...flags, printer], folder)),
}
