/** `passwright device conformance`: whether a server keeps to Apple's protocol for passes, checked from outside. */
import { spawn } from 'node:child_process'
import type { Source } from '../../core/finding.ts'
import { conformanceChecks } from '../../device/conformance/all-checks.ts'
import { type ConformanceReport, type ConformanceResult, runConformance } from '../../device/conformance/run.ts'
import { type Arguments, type Command, required } from '../command.ts'
import { InputError } from '../errors.ts'
import { readInputFile } from '../read-path.ts'
import type { Terminal } from '../terminal.ts'
import { readRootOption, rootOption } from '../trust.ts'

const rfc = /rfc(\d+)/

const sourceName = ({ kind, url = '' }: Source): string => {
  if (kind !== 'documented') return kind
  const number = rfc.exec(url)?.[1]
  return number === undefined ? 'Apple' : `RFC ${number}`
}

const marks = { passed: 'ok', failed: 'FAILED', skipped: '-' } as const

const rowOf = ({ check, outcome, source, expected, got, reason }: ConformanceResult): readonly string[] => [
  marks[outcome],
  check,
  sourceName(source),
  expected,
  got ?? `left out: ${reason}`,
]

const headings = ['', 'check', 'source', 'expected', 'got']

const printTable = (results: readonly ConformanceResult[], terminal: Terminal): void => {
  const rows = [headings, ...results.map(rowOf)]
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  for (const row of rows) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0))
    terminal.print(cells.join('  ').trimEnd())
  }
}

const printReport = ({ results, leftBehind }: ConformanceReport, terminal: Terminal): void => {
  printTable(results, terminal)
  const of = (outcome: ConformanceResult['outcome']) => results.filter((result) => result.outcome === outcome)
  const failed = of('failed')
  terminal.print('')
  for (const { check, what, source } of failed) terminal.print(`${check}: ${what}${source.url ? ` ${source.url}` : ''}`)
  const inferred = failed.filter(({ source }) => source.kind === 'inferred').length
  const doubtful = inferred === 0 ? '' : ` (${inferred} of them inferred: no source states it)`
  terminal.print(`${of('passed').length} passed, ${failed.length} failed${doubtful}, ${of('skipped').length} left out`)
  if (leftBehind > 0) terminal.print(`The server did not end ${leftBehind} registrations of devices that do not exist.`)
}

/** Runs a command in the shell. What it writes is not our result: it goes to standard error. */
const runInShell = (command: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (why: string, cause?: unknown) =>
      reject(new InputError('input/change-failed', `the command that changes the pass ${why}: ${command}`, { cause }))
    const child = spawn(command, { shell: true, stdio: ['ignore', 2, 2] })
    child.on('error', (cause) => fail('could not be started', cause))
    child.on('close', (code) => (code === 0 ? resolve() : fail(`ended with ${code ?? 'a signal'}`)))
  })

const optionalFile = async (args: Arguments, name: string): Promise<Uint8Array | undefined> => {
  const path = args.option(name)
  return path === undefined ? undefined : await readInputFile(path)
}

/** The command. */
export const deviceConformance: Command = {
  positionals: [],
  options: {
    pass: { value: 'FILE', help: 'a pass that the server issued: its web service is asked, with its token' },
    root: rootOption,
    change: {
      value: 'COMMAND',
      help: 'changes the pass, by the shell; run twice. Without it, changes are not checked',
    },
    other: { value: 'FILE', help: 'another pass of the same server and type. Without it, nobody sees them mixed up' },
    personalizable: {
      value: 'FILE',
      help: 'a pass of the same server that may be personalized, for good. Without it, that is not checked',
    },
  },
  notes: [
    'Devices and push tokens are made up, and their registrations ended again. A server that pushes will be told that',
    'there are no such devices. What the server pushes is not seen from here: that takes the library, passwright/device.',
    'Exit status: 0 no check failed, 1 one did, 2 wrong usage.',
  ],
  async run(args, terminal) {
    const pass = await readInputFile(required(args, 'pass'))
    const [other, personalizable] = [await optionalFile(args, 'other'), await optionalFile(args, 'personalizable')]
    const command = args.option('change')
    let done = 0
    const report = await runConformance({
      pass,
      trust: await readRootOption(args),
      ...(other ? { other } : {}),
      ...(personalizable ? { personalizable } : {}),
      ...(command === undefined ? {} : { change: () => runInShell(command) }),
      onResult: ({ check }) => {
        done += 1
        terminal.progress(done, conformanceChecks.length, check)
      },
    })
    if (args.has('json')) terminal.print(JSON.stringify(report))
    else printReport(report, terminal)
    return report.ok ? 0 : 1
  },
}
