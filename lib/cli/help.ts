/** Help texts, made from the tables of the commands. */
import { type Command, commonOptions, type Option, type Positional } from './command.ts'
import type { CommandEntry } from './commands.ts'
import { columns } from './text-layout.ts'

const optionRow = ([name, { value, many, help }]: readonly [string, Option]): readonly [string, string] => [
  `--${name}${value ? ` ${value}` : ''}${many ? '…' : ''}`,
  help,
]

const positionalText = ({ name, many, optional }: Positional): string => {
  const text = many ? `${name}…` : name
  return optional ? `[${text}]` : text
}

const synopsis = (name: string, { positionals }: Command): string =>
  ['passwright', name, ...positionals.map(positionalText), '[OPTIONS]'].join(' ')

/** The help of one command. */
export const commandHelp = ({ name, summary }: CommandEntry, command: Command): string =>
  [
    summary,
    '',
    `usage: ${synopsis(name, command)}`,
    '',
    ...columns([
      ...command.positionals.map((positional): readonly [string, string] => [positional.name, positional.help]),
      ...Object.entries({ ...command.options, ...commonOptions }).map(optionRow),
    ]),
    ...(command.notes.length > 0 ? ['', ...command.notes] : []),
  ].join('\n')

/** The help of the whole program. */
export const programHelp = (commands: readonly CommandEntry[]): string =>
  [
    'passwright builds, signs and checks Apple Wallet passes.',
    '',
    'usage: passwright COMMAND …',
    '',
    ...columns(commands.map((entry): readonly [string, string] => [entry.name, entry.summary])),
    '',
    'passwright COMMAND --help tells more. Exit status: 0 done, 1 the input is at fault, 2 wrong usage.',
  ].join('\n')
