/** `npm test`: from a fresh clone on, installs what the tests need, then runs every check and test. */
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from '../../infra/local/ensure-installed.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

try {
  ensureInstalled(root)
  // From here on TypeScript can be read.
  const { register } = await import('tsx/esm/api')
  register()
  const { main } = await import('./main.ts')
  await main(root)
} catch (error) {
  process.stderr.write(`${error.stack}\n`)
  process.exitCode = 1
}
