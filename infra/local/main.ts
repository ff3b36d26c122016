/** The command behind `npm start`: options, signals, and one clear line for whatever goes wrong. */
import { PasswrightError } from '../../lib/core/errors.ts'
import type { StartInstance } from './lambda/instance.ts'
import { help, readOptions } from './options.ts'
import { type Running, startLocal } from './run.ts'
import { makeTerminal } from './terminal.ts'

const isDebugging = process.env.PASSWRIGHT_DEBUG !== undefined

const isSystemError = (error: unknown): error is Error => error instanceof Error && 'syscall' in error

const lineOf = (error: unknown): string => {
  if (isDebugging && error instanceof Error) return `${error.stack}`
  // What the system says names a file and what is wrong with it: no room, no permission.
  if (error instanceof PasswrightError || isSystemError(error)) return `passwright: ${error.message}`
  return 'passwright: something went wrong that should not have; PASSWRIGHT_DEBUG=1 shows where'
}

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** Runs until a signal ends it; sets the exit code. @param startInstance default: functions are worker threads */
export const main = async (words: readonly string[], startInstance?: StartInstance): Promise<void> => {
  // Its advice is for whoever installs the SDK of 2027; the one that comes with this project runs on this Node.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
  let running: Running | undefined
  let ending: Promise<void> | undefined

  const end = (exitCode: number): Promise<void> => {
    ending ??= (async () => {
      await running?.stop()
      process.exit(exitCode)
    })()
    return ending
  }

  const fail = (line: string): void => {
    if (ending) return
    say(line)
    void end(1)
  }

  const onSignal = () => {
    // The second one does not wait.
    if (ending) process.exit(1)
    // Nothing runs yet that could not be left: what has started ends with this process.
    if (running) void end(0)
    else process.exit(1)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  process.on('uncaughtException', (error) => fail(lineOf(error)))
  process.on('unhandledRejection', (error) => fail(lineOf(error)))
  // Whoever reads our output may be gone: that is no reason to leave servers behind.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => void end(1))

  try {
    const options = readOptions(words)
    if (options === 'help') {
      process.stdout.write(`${help}\n`)
      return
    }
    running = await startLocal(
      options,
      makeTerminal(process.stdout),
      // A signal to the whole group reaches the servers, too, and some end before we have heard of it.
      (reason) => setTimeout(() => fail(`passwright: ${reason}: everything is stopped`), 100),
      startInstance,
    )
    await running.background
  } catch (error) {
    fail(lineOf(error))
  }
}
