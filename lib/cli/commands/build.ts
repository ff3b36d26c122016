/** `passwright build`: from a template and records to signed passes. */
import { join } from 'node:path'
import { buildPass } from '../../core/build.ts'
import type { FilledPass, Finding, Signer, Template } from '../../core/index.ts'
import { compileTemplate, PasswrightError } from '../../core/index.ts'
import { assertInstallable } from '../../core/preflight/preflight.ts'
import { chooseSigner } from '../choose-signer.ts'
import type { Arguments, Command } from '../command.ts'
import { InputError, UsageError } from '../errors.ts'
import { sayFindings } from '../findings.ts'
import { forEachAtOnce } from '../parallel.ts'
import { readFolder } from '../read-path.ts'
import { type PlacedRecord, readRecords } from '../records.ts'
import { passphraseVariable } from '../signer-folder.ts'
import { signingTime, signingTimeOption } from '../signing-time.ts'
import type { Terminal } from '../terminal.ts'
import { writeWhole } from '../write-file.ts'

/** More faults than this say nothing new. */
const maxFaults = 20
const inFlight = 8

interface Checked {
  readonly count: number
  readonly first: FilledPass
  readonly warnings: readonly Finding[]
}

async function* recordsOf(template: Template, args: Arguments): AsyncGenerator<PlacedRecord> {
  const path = args.option('values')
  if (path === undefined) yield { place: 'the sample values', values: template.settings.sample }
  else yield* readRecords(path)
}

const inPlace = (finding: Finding, place: string): Finding => ({ ...finding, path: `${place}#${finding.path}` })

const faultsOf = (cause: unknown, place: string): Finding[] => {
  if (!(cause instanceof PasswrightError)) throw cause
  return cause.findings.filter(({ severity }) => severity === 'error').map((finding) => inPlace(finding, place))
}

const serialOf = (filled: FilledPass): string => String(filled.pass.serialNumber)

const duplicate = (place: string, serial: string, first: string): Finding => ({
  code: 'serial-number-duplicate',
  severity: 'error',
  path: `${place}#/serialNumber`,
  message: `the serial number ${serial} is already used in ${first}`,
  fix: 'give each record a serial number of its own (upper and lower case alike, as file names have it)',
  source: { kind: 'template' },
})

/** Fills and checks every record before the first file is written, so that a bad one leaves nothing behind. */
const checkAll = async (template: Template, args: Arguments): Promise<Checked> => {
  const places = new Map<string, string>()
  const faults: Finding[] = []
  let first: FilledPass | undefined
  let warnings: readonly Finding[] = []
  for await (const { place, values } of recordsOf(template, args)) {
    try {
      const filled = template.fill(values)
      const found = assertInstallable(filled)
      if (!first) warnings = found
      first ??= filled
      const serial = serialOf(filled)
      const known = places.get(serial.toLowerCase())
      if (known === undefined) places.set(serial.toLowerCase(), place)
      else faults.push(duplicate(place, serial, known))
    } catch (cause) {
      faults.push(...faultsOf(cause, place))
    }
    if (faults.length >= maxFaults) break
  }
  if (faults.length > 0) {
    throw new InputError(
      'input/records-invalid',
      `nothing was built: ${faults.length}${faults.length >= maxFaults ? ' or more' : ''} faults in the records`,
      { findings: faults },
    )
  }
  if (!first) throw new InputError('input/no-records', `${args.option('values')} has no records`)
  return { count: places.size, first, warnings }
}

const isPassFile = (path: string): boolean => path.endsWith('.pkpass')

interface Written {
  readonly serialNumber: string
  readonly file: string
  readonly bytes: number
}

const buildAll = async (
  template: Template,
  args: Arguments,
  out: string,
  total: number,
  signer: Signer,
  time: Date,
  terminal: Terminal,
): Promise<Written[]> => {
  const written: Written[] = []
  await forEachAtOnce(inFlight, recordsOf(template, args), async ({ values }) => {
    const filled = template.fill(values)
    const { bytes } = await buildPass(filled, signer, { signingTime: time })
    const file = isPassFile(out) ? out : join(out, `${serialOf(filled)}.pkpass`)
    await writeWhole(file, bytes)
    written.push({ serialNumber: serialOf(filled), file, bytes: bytes.length })
    terminal.progress(written.length, total, 'passes')
  })
  return written.sort((a, b) => (a.file < b.file ? -1 : 1))
}

const report = (
  args: Arguments,
  written: readonly Written[],
  warnings: readonly Finding[],
  terminal: Terminal,
): void => {
  if (args.has('json')) {
    terminal.print(JSON.stringify({ passes: written, findings: warnings }))
    return
  }
  sayFindings(warnings, terminal)
  for (const { file, bytes } of written) terminal.print(`${file}  ${bytes} bytes`)
  if (written.length > 1) terminal.say(`${written.length} passes built`)
}

/** The command. */
export const build: Command = {
  name: 'build',
  summary: 'build signed passes from a template and records',
  positionals: [{ name: 'TEMPLATE_DIR', help: 'the folder of the template' }],
  options: {
    values: {
      value: 'FILE',
      help: 'records: a JSON object, an array of them, or one a line in FILE.ndjson (default: the sample values)',
    },
    out: { value: 'PATH', help: 'FILE.pkpass for one pass, or a folder for passes named by serial number' },
    signer: {
      value: 'DIR',
      help: 'folder with certificate.pem, key.pem, intermediate.pem (default: a throwaway signer)',
    },
    'signing-time': signingTimeOption,
  },
  notes: [
    `An encrypted key takes its passphrase from the environment variable ${passphraseVariable}.`,
    'Every record is checked before the first pass is written.',
  ],
  async run(args, terminal) {
    const out = args.option('out')
    if (out === undefined) throw new UsageError('--out is missing: say where the passes belong')
    const time = signingTime(args)
    const template = await compileTemplate(await readFolder(args.positionals[0] ?? ''))
    const { count, first, warnings } = await checkAll(template, args)
    if (count > 1 && isPassFile(out))
      throw new UsageError(`--out names one file, but there are ${count} records; name a folder`)
    const signer = await chooseSigner(args, first, time, terminal)
    report(args, await buildAll(template, args, out, count, signer, time, terminal), warnings, terminal)
    return 0
  },
}
