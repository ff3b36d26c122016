/** Help texts, made from the tables of the commands. */
import { type Command, commonOptions, type Option } from './command.ts'

const columns = (rows: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`)
}

const optionRow = ([name, { value, many, help }]: readonly [string, Option]): readonly [string, string] => [
  `--${name}${value ? ` ${value}` : ''}${many ? '…' : ''}`,
  help,
]

const synopsis = (command: Command): string =>
  [
    'passwright',
    command.name,
    ...command.positionals.map(({ name, many }) => (many ? `${name}…` : name)),
    '[OPTIONS]',
  ].join(' ')

/** The help of one command. */
export const commandHelp = (command: Command): string =>
  [
    command.summary,
    '',
    `usage: ${synopsis(command)}`,
    '',
    ...columns([
      ...command.positionals.map(({ name, help }): readonly [string, string] => [name, help]),
      ...Object.entries({ ...command.options, ...commonOptions }).map(optionRow),
    ]),
    ...(command.notes.length > 0 ? ['', ...command.notes] : []),
  ].join('\n')

/** The help of the whole program. */
export const programHelp = (commands: readonly Command[]): string =>
  [
    'passwright builds, signs and checks Apple Wallet passes.',
    '',
    'usage: passwright COMMAND …',
    '',
    ...columns(commands.map(({ name, summary }): readonly [string, string] => [name, summary])),
    '',
    'passwright COMMAND --help tells more. Exit status: 0 done, 1 the input is at fault, 2 wrong usage.',
  ].join('\n')
