/** `passwright build`: from a template and records to signed passes. */
import { join } from 'node:path'
import { isLanguage } from '../../core/format/languages.ts'
import { buildPass, type FillExtras, type Finding, type Signer, type Template } from '../../core/index.ts'
import { chooseSealer, sealingOptions } from '../choose-sealer.ts'
import { chooseSigner, passphraseNote, signingOptions } from '../choose-signer.ts'
import { type Arguments, type Command, requiredPath } from '../command.ts'
import { InputError, UsageError } from '../errors.ts'
import { sayFindings } from '../findings.ts'
import { forEachAtOnce } from '../parallel.ts'
import { readTemplate, templateOptions } from '../read-template.ts'
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
  readonly extras: FillExtras
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

const readExtras = (args: Arguments): FillExtras => {
  const locales = args.options('locale')
  for (const tag of locales) {
    if (tag !== 'all' && !isLanguage(tag))
      throw new UsageError(`--locale ${tag} is no language tag such as en or pt-BR`)
  }
  if (locales.length === 0) return {}
  return { locales: locales.includes('all') ? 'all' : locales }
}

const isPassFile = (path: string): boolean => path.toLowerCase().endsWith('.pkpass')

const buildAll = async (work: Work, terminal: Terminal): Promise<Written[]> => {
  const { template, extras, records, count, out, signer } = work
  const written: Written[] = []
  await forEachAtOnce(inFlight, records(), async ({ values }) => {
    const filled = template.fill(values, extras)
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
  positionals: [{ name: 'TEMPLATE', help: 'the folder of a template, or a .pkpasstemplate of Pass Designer' }],
  options: {
    values: {
      value: 'FILE',
      help: 'records: a JSON object, an array of them, or one a line in FILE.ndjson (default: the sample values)',
    },
    out: { value: 'PATH', help: 'FILE.pkpass for one pass, or a folder for passes named by serial number' },
    locale: {
      value: 'TAG',
      many: true,
      help: 'a language that the passes carry, or all; may be repeated (default: what the template says)',
    },
    ...templateOptions,
    ...signingOptions,
    ...sealingOptions,
  },
  notes: [passphraseNote, 'Every record is checked before the first pass is written.'],
  async run(args, terminal) {
    const out = requiredPath(args, 'out')
    const time = signingTime(args)
    const extras = readExtras(args)
    const template = await readTemplate(args.positionals[0] ?? '', args)
    const records = () => recordsOf(template, args)
    const { count, exemplar, warnings } = await checkRecords((values) => template.fill(values, extras), records())
    if (count > 1 && isPassFile(out)) {
      throw new UsageError(`--out names one file, but there are ${count} records; name a folder`)
    }
    const signer = await chooseSigner(args, exemplar, time, terminal)
    const sealed = { ...extras, ...(await chooseSealer(args, template, terminal)) }
    const work = { template, extras: sealed, records, count, out, signer, signingTime: time }
    const passes = await buildAll(work, terminal)
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
