/** The life of a server: looks at its environment, starts what it is for, and stops when what is under way is done. */
import type { Environment } from '../../lib/adapters/aws/environment.ts'
import { assertEnvironment } from './environment.ts'
import type { Answered } from './http/web-server.ts'
import type { ServeOptions } from './options.ts'

/** A server that runs. */
export interface Serving {
  /** What can be told of it, in one line. */
  readonly what: string
  /** Ends it; resolves when what was under way is done. */
  readonly stop: () => Promise<void>
}

const startHttp = async (env: Environment, options: ServeOptions, onAnswer: (answered: Answered) => void) => {
  const [{ webApp }, { startWebServer }] = await Promise.all([
    import('./http/web-app.ts'),
    import('./http/web-server.ts'),
  ])
  return await startWebServer(options, webApp(env), onAnswer)
}

/** Without its work, a server is not to go on answering: nobody would see that it has failed. */
const afterEnding =
  (http: { readonly stop: () => Promise<void> } | undefined) =>
  async (error: unknown): Promise<never> => {
    await http?.stop()
    throw error
  }

const startWork = async (env: Environment) => (await import('./work/workers.ts')).startWork(env)

/**
 * Starts it.
 *
 * @throws ServeError if it cannot start; Error that names a variable that is malformed
 */
export const startServing = async (
  env: Environment,
  options: ServeOptions,
  onAnswer: (answered: Answered) => void,
): Promise<Serving> => {
  const { parts } = options
  assertEnvironment(env, parts)
  const http = parts.includes('http') ? await startHttp(env, options, onAnswer) : undefined
  const stopWork = parts.includes('work') ? await startWork(env).catch(afterEnding(http)) : undefined
  const what = [...(http ? [`answers on ${http.origin}`] : []), ...(stopWork ? ['does the work of the queues'] : [])]
  return {
    what: what.join(' and '),
    stop: async () => {
      await Promise.all([http?.stop(), stopWork?.()])
    },
  }
}
