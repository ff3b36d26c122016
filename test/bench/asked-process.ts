/** Processes that are bundled, started, and asked for rounds. */
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'esbuild'

const requireBanner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

/** Bundles a module of the benchmark, its dependencies inside. @returns the file */
export const bundleProcess = async (entry: string, folder: string, name: string): Promise<string> => {
  const outfile = join(folder, `${name}.mjs`)
  await build({
    entryPoints: [entry],
    outfile,
    banner: { js: requireBanner },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  })
  return outfile
}

/** The next message of a process. Rejects if it ends instead. */
export const heard = <Message>(child: ChildProcess): Promise<Message> =>
  new Promise((resolve, reject) => {
    const failed = (code: number | null) => reject(new Error(`a process of the benchmark ended with code ${code}`))
    child.once('exit', failed)
    child.once('message', (message) => {
      child.off('exit', failed)
      resolve(message as Message)
    })
  })

/** Sends a message, and gives the answer. */
export const ask = <Answer>(child: ChildProcess, message: object): Promise<Answer> => {
  child.send(message)
  return heard<Answer>(child)
}
