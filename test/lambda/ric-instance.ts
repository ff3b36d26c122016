/** An instance of a packaged function as Lambda runs it: a process of its own with AWS's runtime client. */
import { type ChildProcess, spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { InstanceOptions, StartInstance } from '../../infra/local/lambda/instance.ts'
import { failure } from '../../infra/pollers/invocation.ts'
import { client } from './packages.ts'
import { makeRuntimeApi } from './runtime-api.ts'

const startProcess = (node: string, address: string, { definition, module, env }: InstanceOptions): ChildProcess => {
  const folder = dirname(fileURLToPath(module))
  return spawn(node, [client, definition.handler], {
    cwd: folder,
    env: {
      ...env,
      AWS_LAMBDA_RUNTIME_API: address,
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: definition.handler,
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.functionName}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Starts instances on a Node. */
export const ricInstances =
  (node: string): StartInstance =>
  (options) => {
    const { definition, log } = options
    const api = makeRuntimeApi(definition.arn)
    let alive = true
    let child: ChildProcess | undefined

    const ended = (code: number | null): void => {
      alive = false
      api.fail(failure('Runtime.ExitError', `the function ended with exit status ${code}`))
      api.stop()
    }

    const start = async (): Promise<void> => {
      const address = await api.address
      if (!alive) return
      child = startProcess(node, address, options)
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => log(chunk.toString()))
      child.once('error', () => ended(null))
      child.once('exit', ended)
    }

    const stop = async (): Promise<void> => {
      alive = false
      const gone = child && child.exitCode === null && new Promise((resolve) => child?.once('exit', resolve))
      child?.kill('SIGKILL')
      await gone
      api.stop()
    }

    const started = start()
    return {
      isAlive: () => alive,
      stop,
      invoke: async (event) => {
        await started
        const limit = definition.timeout * 1000
        const { id, outcome } = api.invoke(event, limit)
        const timer = setTimeout(() => {
          const message = `${id} Task timed out after ${definition.timeout.toFixed(2)} seconds`
          log(`${message}\n`)
          api.fail(failure('Sandbox.Timedout', message))
          void stop()
        }, limit)
        if (!alive) api.fail(failure('Runtime.ExitError', 'the function has ended'))
        try {
          return await outcome
        } finally {
          clearTimeout(timer)
        }
      },
    }
  }
