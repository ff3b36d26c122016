/** One running instance of a function: a worker thread that serves one event at a time. */
import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { isObject } from '../../../lib/core/format/json.ts'
import { failure, type Invocation } from '../../pollers/invocation.ts'
import type { FunctionDefinition } from './definition.ts'

/** An instance. */
export interface Instance {
  readonly invoke: (event: string) => Promise<Invocation>
  /** Whether it can serve another event. */
  readonly isAlive: () => boolean
  readonly stop: () => Promise<void>
}

/** Where an instance's code lies, and where its output goes. */
export interface InstanceOptions {
  readonly definition: FunctionDefinition
  /** The URL of the module with the handler. */
  readonly module: string
  readonly env: Readonly<Record<string, string>>
  /** Takes what the function writes. */
  readonly log: (text: string) => void
}

/** Starts an instance. Code that cannot be loaded shows at the first event. */
export type StartInstance = (options: InstanceOptions) => Instance

const entry = new URL('./worker.mjs', import.meta.url)

const isInvocation = (message: unknown): message is Invocation =>
  isObject(message) && typeof message.ok === 'boolean' && typeof message.payload === 'string'

const startWorker = ({ definition, module, env, log }: InstanceOptions): Worker => {
  const worker = new Worker(entry, {
    env: { ...env },
    // Not the loader of TypeScript that this process may have been started with.
    execArgv: [],
    stdout: true,
    stderr: true,
    workerData: { module, handler: definition.handler.split('.').at(-1), arn: definition.arn },
  })
  for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (chunk: Buffer) => log(chunk.toString()))
  return worker
}

/** Starts an instance as a worker thread. */
export const startInstance: StartInstance = (options) => {
  const { definition, log } = options
  const worker = startWorker(options)
  let alive = true
  let settle: (outcome: Invocation) => void = () => undefined

  worker.on('message', (message: unknown) => {
    if (isInvocation(message)) settle(message)
  })
  worker.on('error', (error) => {
    log(`ERROR ${error instanceof Error ? error.stack : String(error)}\n`)
  })
  worker.on('exit', (code) => {
    alive = false
    settle(failure('Runtime.ExitError', `the function ended with exit status ${code}`))
  })

  const stop = async () => {
    alive = false
    await worker.terminate()
  }

  return {
    isAlive: () => alive,
    stop,
    invoke: async (event) => {
      const requestId = randomUUID()
      const limit = definition.timeout * 1000
      const outcome = new Promise<Invocation>((resolve) => {
        settle = resolve
      })
      const timer = setTimeout(() => {
        const message = `${requestId} Task timed out after ${definition.timeout.toFixed(2)} seconds`
        log(`${message}\n`)
        settle(failure('Sandbox.Timedout', message))
        void stop()
      }, limit)
      if (alive) worker.postMessage({ event, requestId, deadline: Date.now() + limit })
      else settle(failure('Runtime.ExitError', 'the function has ended'))
      try {
        return await outcome
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
