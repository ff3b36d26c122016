/** workerd with the Workers of the service, as they are bundled. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { bundleWorker, type WorkerName, workerNames } from '../../infra/worker/bundle.ts'
import { installed, missingFile } from '../runtimes/runtime.ts'

const platform = `workerd-${process.platform}-${process.arch === 'x64' ? '64' : process.arch}`
const program = installed('@cloudflare', platform, 'bin', 'workerd')

/** Why workerd cannot be used here, or undefined when it can. */
export const workerdMissing = (): string | undefined => missingFile(program)

/** Workers that run. */
export interface Workers {
  readonly originOf: (name: WorkerName) => string
  /** Everything that they have written. */
  readonly output: () => string
  readonly stop: () => Promise<void>
}

/** A text as workerd's configuration quotes it. */
const quoted = (text: string): string => JSON.stringify(text)

const kinds: Readonly<Record<string, string>> = { '.mjs': 'esModule', '.wasm': 'wasm' }

const moduleOf = (file: string): string =>
  `(name = ${quoted(file)}, ${kinds[extname(file)] ?? 'data'} = embed ${quoted(file)})`

/** @param files the modules of the Worker, the main one first */
const serviceOf = (name: WorkerName, files: readonly string[], env: Readonly<Record<string, string>>): string => {
  const bindings = Object.entries(env).map(([key, value]) => `(name = ${quoted(key)}, text = ${quoted(value)})`)
  return `(name = "${name}", worker = (
    modules = [${files.map(moduleOf).join(', ')}],
    compatibilityDate = "2026-11-01",
    globalOutbound = "world",
    bindings = [${bindings.join(', ')}],
  ))`
}

// No compatibility flag is set, so nothing of Node's is there. By itself, workerd reaches no address of this machine.
const configOf = (
  modules: ReadonlyMap<WorkerName, readonly string[]>,
  env: (name: WorkerName) => Readonly<Record<string, string>>,
): string => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "world", network = (allow = ["local"])),
    ${[...modules].map(([name, files]) => serviceOf(name, files, env(name))).join(',\n    ')},
  ],
  sockets = [${workerNames.map((name) => `(name = "${name}", address = "127.0.0.1:0", http = (), service = "${name}")`).join(', ')}],
);
`

const portsFrom = async (control: Readable): Promise<ReadonlyMap<string, number>> => {
  const ports = new Map<string, number>()
  for await (const line of createInterface({ input: control })) {
    const message = JSON.parse(line)
    if (message.event === 'listen') ports.set(message.socket, message.port)
    if (ports.size === workerNames.length) return ports
  }
  throw new Error('workerd ended before it listened')
}

/** Starts them in a folder, each with its variables. */
export const startWorkers = async (
  folder: string,
  env: (name: WorkerName) => Readonly<Record<string, string>>,
): Promise<Workers> => {
  const modules = await Promise.all(
    workerNames.map(async (name) => {
      const files = await bundleWorker(name)
      for (const [file, bytes] of files) writeFileSync(join(folder, file), bytes)
      return [name, [...files.keys()]] as const
    }),
  )
  writeFileSync(join(folder, 'workerd.capnp'), configOf(new Map(modules), env), { mode: 0o600 })
  const child = spawn(program, ['serve', 'workerd.capnp', '--control-fd=3'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  }
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const ports = await portsFrom(child.stdio[3] as Readable).catch((error: unknown) => {
    throw new Error(`${String(error)}:\n${text}`)
  })
  return {
    originOf: (name) => `http://127.0.0.1:${ports.get(name)}`,
    output: () => text,
    stop: async () => {
      child.kill()
      await ended
    },
  }
}
