/** The command behind `npm run serve`: options, signals, and a log of one JSON object a line. */
import { setTimeout as sleep } from 'node:timers/promises'
import { logFailure } from '../../lib/adapters/lambda/log.ts'
import { help, readOptions, type ServeOptions } from './options.ts'
import { type Serving, startServing } from './serve.ts'
import { ServeError } from './serve-error.ts'

const log = (code: string, about: object): void => {
  process.stdout.write(`${JSON.stringify({ timestamp: new Date().toISOString(), level: 'info', code, ...about })}\n`)
}

const failedToStart = (error: unknown): void => {
  const isOurs = error instanceof ServeError || (error instanceof Error && error.message.includes('PASSWRIGHT_'))
  process.stderr.write(`passwright: ${isOurs ? error.message : 'the server could not start: its log says why'}\n`)
  if (!isOurs) logFailure({ code: 'serve/not-started', error })
}

/** Ends what runs, or leaves it when that takes too long. The exit status. */
const end = async (serving: Serving, { grace }: ServeOptions): Promise<number> => {
  const isDone = await Promise.race([serving.stop().then(() => true), sleep(grace * 1000, false)])
  log(isDone ? 'serve/stopped' : 'serve/broke-off', {})
  return isDone ? 0 : 1
}

const run = async (options: ServeOptions): Promise<void> => {
  const starting = startServing(process.env, options, (answered) => log('request', answered))
  let isEnding = false
  const onSignal = () => {
    // The second one does not wait.
    if (isEnding) process.exit(1)
    isEnding = true
    log('serve/stopping', {})
    // What is written to a pipe may still be on its way.
    const exit = (status: number) => process.stdout.write('', () => process.exit(status))
    void starting.then((serving) => end(serving, options)).then(exit)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  // One request or message must not end what others are waiting for.
  process.on('unhandledRejection', (error) => logFailure({ code: 'serve/unhandled', error }))
  const { what } = await starting
  log('serve/started', { what, pid: process.pid })
}

// Its advice is for whoever installs the SDK of 2027; the one that comes with this project runs on this Node.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
try {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') process.stdout.write(`${help}\n`)
  else await run(options)
} catch (error) {
  failedToStart(error)
  process.exitCode = 1
}
