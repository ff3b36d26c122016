#!/usr/bin/env node
/** The `passwright` command. */
import { PasswrightError } from '../core/errors.ts'
import { useZlib } from './archive-engine.ts'
import { type ExitCode, readArguments } from './command.ts'
import { type CommandEntry, commands } from './commands.ts'
import { useCompileCache } from './compile-cache.ts'
import { UsageError } from './errors.ts'
import { sayFindings } from './findings.ts'
import { commandHelp, programHelp } from './help.ts'
import { processTerminal, type Terminal } from './terminal.ts'
import { readVersion } from './version.ts'

const findCommand = (words: readonly string[]): CommandEntry | undefined =>
  commands.find(({ name }) => name.split(' ').every((part, index) => words[index] === part))

const asksForHelp = (words: readonly string[]): boolean =>
  words.length === 0 || words[0] === 'help' || words.includes('--help') || words.includes('-h')

const runProgram = (words: readonly string[], terminal: Terminal): ExitCode => {
  if (words[0] === '--version') {
    terminal.print(readVersion())
    return 0
  }
  if (!asksForHelp(words)) throw new UsageError(`there is no command "${words.join(' ')}"`)
  terminal.print(programHelp(commands))
  return words.length > 0 ? 0 : 2
}

const run = async (words: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const entry = findCommand(words)
  if (!entry) return runProgram(words, terminal)
  const command = await entry.load()
  const args = readArguments(command, words.slice(entry.name.split(' ').length))
  if (!args.has('help')) return await command.run(args, terminal)
  terminal.print(commandHelp(entry, command))
  return 0
}

const fail = (error: PasswrightError, words: readonly string[], terminal: Terminal): ExitCode => {
  const { code, message, findings } = error
  if (words.includes('--json')) terminal.print(JSON.stringify({ error: { code, message, findings } }))
  else {
    terminal.say(`passwright: ${message}  (${code})`)
    sayFindings(findings, terminal)
    if (error instanceof UsageError)
      terminal.say('passwright --help lists the commands; passwright COMMAND --help tells their options')
  }
  return error instanceof UsageError ? 2 : 1
}

const isDebugging = process.env.PASSWRIGHT_DEBUG !== undefined

const main = async (words: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  try {
    return await run(words, terminal)
  } catch (error) {
    if (error instanceof PasswrightError) return fail(error, words, terminal)
    if (isDebugging) throw error
    // Its message is not told: it was not written with secrets and personal data in mind.
    terminal.say('passwright: something went wrong that should not have; PASSWRIGHT_DEBUG=1 shows where')
    return 1
  }
}

useCompileCache()
useZlib()
process.exitCode = await main(process.argv.slice(2), processTerminal())
