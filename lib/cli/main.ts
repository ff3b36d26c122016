#!/usr/bin/env node
/** The `passwright` command. */
import { PasswrightError } from '../core/errors.ts'
import { type Command, type ExitCode, readArguments } from './command.ts'
import { build } from './commands/build.ts'
import { keysCreate, keysList, keysRevoke } from './commands/keys.ts'
import { sign } from './commands/sign.ts'
import { signerNew } from './commands/signer-new.ts'
import { signerUpload } from './commands/signer-upload.ts'
import { verify } from './commands/verify.ts'
import { UsageError } from './errors.ts'
import { sayFindings } from './findings.ts'
import { commandHelp, programHelp } from './help.ts'
import { processTerminal, type Terminal } from './terminal.ts'
import { readVersion } from './version.ts'

const commands: readonly Command[] = [build, sign, verify, signerNew, signerUpload, keysCreate, keysList, keysRevoke]

const findCommand = (words: readonly string[]): Command | undefined =>
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

const run = (words: readonly string[], terminal: Terminal): Promise<ExitCode> | ExitCode => {
  const command = findCommand(words)
  if (!command) return runProgram(words, terminal)
  const args = readArguments(command, words.slice(command.name.split(' ').length))
  if (!args.has('help')) return command.run(args, terminal)
  terminal.print(commandHelp(command))
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

process.exitCode = await main(process.argv.slice(2), processTerminal())
