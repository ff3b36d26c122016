/** What a command is: its arguments as a table, and what it does. */
import { parseArgs } from 'node:util'
import { UsageError } from './errors.ts'
import { assertNoContents, assertPath } from './read-path.ts'
import type { Terminal } from './terminal.ts'

/** 0: done. 1: the input is at fault. 2: wrong usage. */
export type ExitCode = 0 | 1 | 2

/** An option of a command. `value` names what it takes (`FILE`); without it the option is a switch. */
export interface Option {
  readonly value?: string
  /** Whether it may be given more than once. Otherwise the last one counts. */
  readonly many?: boolean
  readonly help: string
}

/** An argument without a name. */
export interface Positional {
  readonly name: string
  readonly help: string
  /** Whether it may be given more than once. Only the last one may. */
  readonly many?: boolean
  /** Whether it may be left out. Only the last one may. */
  readonly optional?: boolean
}

/** Arguments as given, checked against the table. */
export interface Arguments {
  readonly positionals: readonly string[]
  readonly option: (name: string) => string | undefined
  /** Every value of an option that may be given more than once. */
  readonly options: (name: string) => readonly string[]
  readonly has: (name: string) => boolean
}

/** A command, loaded. */
export interface Command {
  readonly positionals: readonly Positional[]
  readonly options: Readonly<Record<string, Option>>
  /** More to say under the options: defaults, environment variables, an example. */
  readonly notes: readonly string[]
  readonly run: (args: Arguments, terminal: Terminal) => Promise<ExitCode>
}

/** Options that every command has. */
export const commonOptions: Readonly<Record<string, Option>> = {
  json: { help: 'print the result, or the error, as JSON' },
  help: { help: 'print this (also -h)' },
}

const checkCount = (command: Command, given: readonly string[]): void => {
  const wanted = command.positionals
  const missing = wanted[given.length]
  if (missing && !missing.optional) throw new UsageError(`${missing.name} is missing`)
  if (given.length > wanted.length && !wanted.at(-1)?.many) {
    throw new UsageError(`one argument too many: ${given[wanted.length]}`)
  }
}

/**
 * Reads the arguments of a command.
 *
 * @throws UsageError for an unknown option, a missing or a surplus argument
 * @throws InputError `input/not-a-path` for the contents of a PEM file
 */
export const readArguments = (command: Command, words: readonly string[]): Arguments => {
  const options = Object.fromEntries(
    Object.entries({ ...command.options, ...commonOptions }).map(([name, { value, many = false }]) => [
      name,
      {
        ...(value ? { type: 'string' as const } : { type: 'boolean' as const }),
        multiple: many,
        ...(name === 'help' ? { short: 'h' } : {}),
      },
    ]),
  )
  for (const word of words) assertNoContents(word)
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
    if (values.help !== true) checkCount(command, positionals)
    return {
      positionals,
      option: (name) => {
        const value = values[name]
        return typeof value === 'string' ? value : undefined
      },
      options: (name) => {
        const value = values[name]
        return Array.isArray(value) ? value.map(String) : []
      },
      has: (name) => values[name] === true,
    }
  } catch (cause) {
    if (cause instanceof UsageError) throw cause
    throw new UsageError(cause instanceof Error ? cause.message : 'unreadable arguments', { cause })
  }
}

/**
 * An option that must be given.
 *
 * @throws UsageError if it is not
 */
export const required = (args: Arguments, name: string): string => {
  const value = args.option(name)
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing`)
  return value
}

/**
 * An option that must be given and may be a path.
 *
 * @throws UsageError, InputError `input/not-a-path`
 */
export const requiredPath = (args: Arguments, name: string): string => {
  const path = required(args, name)
  assertPath(path)
  return path
}
