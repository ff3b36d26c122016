/** AWS's runtime client, in a folder of its own: it is compiled when it is installed, which nothing else waits for. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'packages')
const installed = join(folder, 'node_modules', 'aws-lambda-ric')

/** The program that runs a function. */
export const client = join(installed, 'index.mjs')

/** Compiled code, which the installation makes last. */
const compiled = join(installed, 'rapid-client.node')

const npm = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']

/** Installs and compiles the client, unless it is there. @throws Error if that fails */
export const installClient = (say: (line: string) => void): void => {
  if (existsSync(compiled)) return
  say(
    "Installing AWS's runtime client: it compiles C++ with make, cmake, python3 and a compiler, for a minute or more ...",
  )
  const { status } = spawnSync('npm', npm, { cwd: folder, stdio: ['ignore', 2, 2] })
  if (status !== 0 || !existsSync(compiled)) {
    throw new Error(`aws-lambda-ric could not be installed in ${folder}: its messages stand above`)
  }
}
