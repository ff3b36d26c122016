/** What a simulated device did, as people read it. */
import type { FieldChange } from '../device/lock-screen/changes.ts'
import type { Report, Step } from '../device/wallet/steps.ts'
import type { PassName } from '../device/web-service/calls.ts'
import type { Exchange } from '../device/web-service/exchange.ts'
import type { ExitCode } from './command.ts'
import { findingLines } from './findings.ts'
import type { Terminal } from './terminal.ts'

const requestLine = ({ method, path, status, milliseconds }: Exchange): string =>
  `${method} ${path}  ${status ?? 'no answer'}  ${milliseconds} ms`

const changeLine = ({ key, label, before, value, message }: FieldChange): string =>
  `  ${label || key}: ${before} -> ${value}${message === undefined ? '  (silent: the field has no changeMessage)' : ''}`

const serious = (step: Extract<Step, { kind: 'updated' }>) =>
  step.findings.filter(({ severity }) => severity !== 'info')

const updateLines = (step: Extract<Step, { kind: 'updated' }>): string[] => [
  `updated ${step.pass.serialNumber}`,
  ...(step.changes.length === 0 ? ['  no field has another value'] : step.changes.map(changeLine)),
  ...findingLines(serious(step)).map((line) => `  ${line}`),
]

const nameOf = (pass: PassName | undefined): string => (pass ? ` ${pass.serialNumber}` : '')

const linesOf = (step: Step): string[] => {
  switch (step.kind) {
    case 'request':
      return [requestLine(step.exchange)]
    case 'added':
      return [
        `added ${step.pass.serialNumber}`,
        ...(step.form ? [`  it waits for its form: passwright device personalize ${step.pass.serialNumber}`] : []),
      ]
    case 'refused':
      return [`REFUSED${nameOf(step.pass)}: ${step.reason}`, ...findingLines(step.findings).map((line) => `  ${line}`)]
    case 'updated':
      return updateLines(step)
    case 'message':
      return [`lock screen: ${step.text}`]
    case 'unchanged':
      return [`${step.pass.serialNumber} is up to date`]
    case 'failed':
      return [`FAILED${nameOf(step.pass)}: ${step.reason}`]
    case 'log':
      return [`logged: ${step.line}`]
    default:
      return [`${step.kind} ${step.pass.serialNumber}`]
  }
}

/** Tells what happened, step by step, or that nothing did. */
export const tellStory = ({ steps }: Report, terminal: Terminal): void => {
  if (steps.length === 0) terminal.print('nothing to do')
  for (const line of steps.flatMap(linesOf)) terminal.print(line)
}

/** Tells what happened, as text or as JSON. Returns the exit status. */
export const tell = (report: Report, asJson: boolean, terminal: Terminal): ExitCode => {
  if (asJson) terminal.print(JSON.stringify(report))
  else tellStory(report, terminal)
  return report.ok ? 0 : 1
}
