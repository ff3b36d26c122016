/** `passwright explain`: what the code of a finding or of an error means. */
import { explain, explanations } from '../../core/explain.ts'
import type { Explanation, Source } from '../../core/finding.ts'
import { type WhyCode, whyCodes } from '../../service/timeline/why-codes.ts'
import type { Command, ExitCode } from '../command.ts'
import { type ErrorExplanation, errorCodes, explainError } from '../error-explanations.ts'
import { nearMisses } from '../near-misses.ts'
import type { Terminal } from '../terminal.ts'
import { columns, paragraph } from '../text-layout.ts'

const kinds: Readonly<Record<Source['kind'], string>> = {
  documented: "Apple's documentation",
  'apple-tool': "what Apple's own tool does",
  'device-log': 'what devices log when they refuse a pass',
  template: "the template's own schema",
  inferred: 'engineering judgement: no source states it',
}

const sourceText = ({ kind, url }: Source): string => {
  if (url === undefined) return kinds[kind]
  // Not all that is documented is Apple's.
  return kind === 'documented' ? url : `${kinds[kind]}: ${url}`
}

const severityText = ({ severity }: Explanation): string =>
  typeof severity === 'string'
    ? severity
    : `${severity.strict} in what we make (strict), ${severity.lenient} in what others made (lenient)`

const printRows = (rows: readonly (readonly [string, string])[], terminal: Terminal): void => {
  for (const [title, text] of rows) for (const line of paragraph(text, title.padEnd(10))) terminal.print(line)
}

const printExplanation = (explanation: Explanation, terminal: Terminal): void => {
  const { code, what, why, fix, since, source } = explanation
  terminal.print(code)
  printRows(
    [
      ['what', what],
      ['why', why],
      ['mend', fix],
      ['severity', severityText(explanation)],
      ...(since === undefined ? [] : [['since', `iOS ${since}`] as const]),
      ['source', sourceText(source)],
    ],
    terminal,
  )
}

const printError = ({ code, what, fix, status }: ErrorExplanation, terminal: Terminal): void => {
  terminal.print(code)
  printRows(
    [
      ['what', what],
      ['mend', fix],
      ...(status === undefined ? [] : [['API', `answered with HTTP status ${status}`] as const]),
    ],
    terminal,
  )
}

const isWhy = (code: string): code is WhyCode => Object.hasOwn(whyCodes, code)

/** What an answer of `passwright why` means. */
const explainWhy = (code: string): ErrorExplanation | undefined =>
  isWhy(code) ? { code, what: whyCodes[code].what, fix: whyCodes[code].todo } : undefined

const whyExplanations: readonly ErrorExplanation[] = Object.entries(whyCodes).map(([code, { what, todo }]) => ({
  ...{ code, what, fix: todo },
}))

const errorExplanations = (): ErrorExplanation[] =>
  errorCodes.flatMap((code) => {
    const explained = explainError(code)
    return explained ? [explained] : []
  })

const listAll = (asJson: boolean, terminal: Terminal): ExitCode => {
  const errors = errorExplanations()
  if (asJson) terminal.print(JSON.stringify({ findings: explanations, errors, why: whyExplanations }))
  else {
    terminal.print('codes of findings')
    for (const line of columns(explanations.map(({ code, what }) => [code, what]))) terminal.print(line)
    terminal.print('')
    terminal.print('codes of errors')
    for (const line of columns(errors.map(({ code, what }) => [code, what]))) terminal.print(line)
    terminal.print('')
    terminal.print('answers of passwright why')
    for (const line of columns(whyExplanations.map(({ code, what }) => [code, what]))) terminal.print(line)
  }
  return 0
}

const unknown = (code: string, asJson: boolean, terminal: Terminal): ExitCode => {
  const suggestions = nearMisses(code, [
    ...explanations.map((each) => each.code),
    ...errorCodes,
    ...Object.keys(whyCodes),
  ])
  if (asJson) terminal.print(JSON.stringify({ code, suggestions }))
  else {
    const advice = suggestions.length > 0 ? `did you mean ${suggestions.join(', ')}?` : 'passwright explain lists all'
    terminal.say(`passwright: there is no code "${code}"; ${advice}`)
  }
  return 1
}

/** The command. */
export const explainCode: Command = {
  positionals: [
    { name: 'CODE', help: 'such as icon-missing or signer/expired (default: all, in short)', optional: true },
  ],
  options: { all: { help: 'list all codes in short, as without CODE' } },
  notes: [],
  // biome-ignore lint/suspicious/useAwait: commands answer later, this one at once
  async run(args, terminal) {
    const [code] = args.positionals
    const asJson = args.has('json')
    if (code === undefined || args.has('all')) return listAll(asJson, terminal)
    const explanation = explain(code)
    const error = explanation ?? explainError(code) ?? explainWhy(code)
    if (!error) return unknown(code, asJson, terminal)
    if (asJson) terminal.print(JSON.stringify(error))
    else if (explanation) printExplanation(explanation, terminal)
    else printError(error, terminal)
    return 0
  },
}
