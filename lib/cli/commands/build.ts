/** `passwright build`: from a template and records to signed passes. */
import { join } from 'node:path'
import { buildPass, compileTemplate, type Finding, type Signer, type Template } from '../../core/index.ts'
import { chooseSigner, passphraseNote, signingOptions } from '../choose-signer.ts'
import { type Arguments, type Command, requiredPath } from '../command.ts'
import { InputError, UsageError } from '../errors.ts'
import { sayFindings } from '../findings.ts'
import { forEachAtOnce } from '../parallel.ts'
import { readFolder } from '../read-path.ts'
import { checkRecords, serialOf } from '../record-check.ts'
import { type PlacedRecord, readRecords } from '../records.ts'
import { signingTime } from '../signing-time.ts'
import type { Terminal } from '../terminal.ts'
import { writeWhole } from '../write-file.ts'

const inFlight = 8
/** Up to so many passes are listed one by one. */
const maxLines = 10

interface Work {
  readonly template: Template
  /** Starts reading the records anew. */
  readonly records: () => AsyncIterable<PlacedRecord>
  readonly count: number
  readonly out: string
  readonly signer: Signer
  readonly signingTime: Date
}

interface Written {
  readonly serialNumber: string
  readonly file: string
  readonly bytes: number
}

async function* recordsOf(template: Template, args: Arguments): AsyncGenerator<PlacedRecord> {
  const path = args.option('values')
  if (path === undefined) yield { place: 'the sample values', values: template.settings.sample }
  else yield* readRecords(path)
}

const isPassFile = (path: string): boolean => path.toLowerCase().endsWith('.pkpass')

const buildAll = async (work: Work, terminal: Terminal): Promise<Written[]> => {
  const { template, records, count, out, signer } = work
  const written: Written[] = []
  await forEachAtOnce(inFlight, records(), async ({ values }) => {
    const filled = template.fill(values)
    const { bytes } = await buildPass(filled, signer, { signingTime: work.signingTime })
    const serialNumber = serialOf(filled)
    const file = isPassFile(out) ? out : join(out, `${serialNumber}.pkpass`)
    await writeWhole(file, bytes)
    written.push({ serialNumber, file, bytes: bytes.length })
    terminal.progress(written.length, count, 'passes')
  })
  return written.sort((a, b) => (a.file < b.file ? -1 : 1))
}

const report = (
  args: Arguments,
  passes: readonly Written[],
  findings: readonly Finding[],
  terminal: Terminal,
): void => {
  if (args.has('json')) {
    terminal.print(JSON.stringify({ passes, findings }))
    return
  }
  sayFindings(findings, terminal)
  if (passes.length > maxLines) terminal.print(`${passes.length} passes in ${args.option('out')}`)
  else for (const { file, bytes } of passes) terminal.print(`${file}  ${bytes} bytes`)
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
    ...signingOptions,
  },
  notes: [passphraseNote, 'Every record is checked before the first pass is written.'],
  async run(args, terminal) {
    const out = requiredPath(args, 'out')
    const time = signingTime(args)
    const template = await compileTemplate(await readFolder(args.positionals[0] ?? ''))
    const records = () => recordsOf(template, args)
    const { count, exemplar, warnings } = await checkRecords(template, records())
    if (count > 1 && isPassFile(out)) {
      throw new UsageError(`--out names one file, but there are ${count} records; name a folder`)
    }
    const signer = await chooseSigner(args, exemplar, time, terminal)
    const passes = await buildAll({ template, records, count, out, signer, signingTime: time }, terminal)
    if (passes.length !== count) {
      throw new InputError(
        'input/records-invalid',
        `the records changed meanwhile: ${count} were checked, ${passes.length} built`,
      )
    }
    report(args, passes, warnings, terminal)
    return 0
  },
}
