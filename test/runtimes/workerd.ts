/** workerd, the open-source runtime of Cloudflare Workers: a worker that runs the tests within one request. */
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { installed, longestRunMs, missingFile, type Runtime } from './runtime.ts'
import { parseResults } from './test-result.ts'

const program = installed(
  '@cloudflare',
  `workerd-${process.platform}-${process.arch === 'x64' ? '64' : process.arch}`,
  'bin',
  'workerd',
)

const worker = `import { run } from './core.tests.mjs'
export default { fetch: async () => Response.json(await run()) }
`

// Port 0: the system picks a free one, and workerd says which on the control channel. No compatibility flag is set, so
// nothing of Node's is there.
const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "tests", worker = (
    modules = [
      (name = "worker.mjs", esModule = embed "worker.mjs"),
      (name = "core.tests.mjs", esModule = embed "core.tests.mjs"),
    ],
    compatibilityDate = "2026-11-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "tests")],
);
`

const portFrom = async (control: Readable): Promise<number> => {
  for await (const line of createInterface({ input: control })) {
    const message = JSON.parse(line)
    if (message.event === 'listen') return message.port
  }
  throw new Error('workerd ended before it listened: its message stands above')
}

/** workerd. */
export const workerd: Runtime = {
  name: 'workerd',
  missing: () => missingFile(program),
  run: async ({ folder }) => {
    await writeFile(join(folder, 'worker.mjs'), worker)
    await writeFile(join(folder, 'workerd.capnp'), config)
    const server = spawn(program, ['serve', 'workerd.capnp', '--control-fd=3'], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    })
    try {
      const port = await portFrom(server.stdio[3] as Readable)
      const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(longestRunMs) })
      return parseResults(await response.text())
    } finally {
      server.kill()
    }
  },
}
