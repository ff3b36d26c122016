/** `npm start`: installs what is missing, then starts the local stack. Plain JavaScript: it runs before anything is installed. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './ensure-installed.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

try {
  ensureInstalled(root)
  // From here on TypeScript can be read.
  const { register } = await import('tsx/esm/api')
  // It would look for the settings in the folder that this is started in, and there find how pages are written only here.
  register({ tsconfig: join(root, 'tsconfig.json') })
  const { main } = await import('./main.ts')
  await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${process.env.PASSWRIGHT_DEBUG === undefined ? `passwright: ${error.message}` : error.stack}\n`)
  process.exitCode = 1
}
