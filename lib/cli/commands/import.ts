/** `passwright import`: issues and changes passes in bulk, from a file. */
import { basename } from 'node:path'
import { copyBytes } from '../../core/bytes.ts'
import { formatOf } from '../../service/imports/file-names.ts'
import type { ImportFormat } from '../../service/imports/import-service.ts'
import { lookThrough } from '../../service/imports/look-through.ts'
import { limits } from '../../service/limits.ts'
import { type ApiClient, apiFor, apiOptions, scopeNote } from '../api-client.ts'
import { accepted } from '../api-refusal.ts'
import type { Arguments, Command, ExitCode } from '../command.ts'
import { UsageError } from '../errors.ts'
import { importLine, type ShownImport, startIn } from '../importing/shown-import.ts'
import { downloadFile, uploadFile } from '../importing/transfer.ts'
import { watchImport } from '../importing/watch.ts'
import { readInputFile } from '../read-path.ts'
import type { Terminal } from '../terminal.ts'
import { writeWhole } from '../write-file.ts'

const formatOfFile = (path: string): ImportFormat => {
  const format = formatOf(path)
  if (format) return format
  throw new UsageError('the rows have to stand in FILE.csv, FILE.ndjson or FILE.jsonl')
}

const defaultsOf = (args: Arguments): object => {
  const [template, passTypeIdentifier] = [args.option('template'), args.option('pass-type')]
  return {
    ...(template === undefined ? {} : { template }),
    ...(passTypeIdentifier === undefined ? {} : { passTypeIdentifier }),
    ...(args.has('patch') ? { mode: 'patch' } : {}),
  }
}

/** Sends the file, once it is known that it is one. Returns the id of the import. */
const begin = async (client: ApiClient, args: Arguments, terminal: Terminal): Promise<string> => {
  const path = args.positionals[0] ?? ''
  const format = formatOfFile(path)
  const bytes = copyBytes(await readInputFile(path, limits.import.bytes))
  // What is wrong with it as a whole is known at once, and without a deployment.
  await lookThrough(bytes, format, {})
  const body = { bytes: bytes.length, format, ...defaultsOf(args) }
  const { id, upload } = startIn(accepted(await client.post('/imports', body)))
  await uploadFile(upload, bytes)
  terminal.say(`import ${id}; with --resume ${id} this command watches it again, should it be stopped`)
  return id
}

const saveResult = async ({ result }: ShownImport, path: string): Promise<string | undefined> => {
  if (!result) return undefined
  const file = `${path}.result.${formatOfFile(path)}`
  await writeWhole(file, await downloadFile(result.url))
  return file
}

const tell = (shown: ShownImport, file: string | undefined, args: Arguments, terminal: Terminal): ExitCode => {
  const { id, status, rows, counts, failure } = shown
  const told = {
    id,
    status,
    rows,
    counts,
    ...(failure ? { failure } : {}),
    ...(file === undefined ? {} : { result: file }),
  }
  terminal.print(args.has('json') ? JSON.stringify(told) : importLine(shown, file && basename(file)))
  return status === 'failed' || counts.failed > 0 ? 1 : 0
}

const columnNotes = [
  'FILE.csv: a table whose first row names the columns. serialNumber, template, passTypeIdentifier and voided are about the',
  'pass; every other column is a value: gate, or seat.row for what is inside of one (values.template if it has such a name).',
  'Cells become numbers, truths or JSON where the JSON Schema of the template wants them. An empty cell gives no value.',
  'FILE.ndjson: one object a line: {"serialNumber", "template", "values" or "patch", "voided", "passTypeIdentifier"}.',
  'A row issues the pass, or changes it; without a serial number it issues one under a number that is made there.',
]

/** The command. */
export const importFile: Command = {
  positionals: [{ name: 'FILE', help: 'the rows, in FILE.csv, FILE.ndjson or FILE.jsonl' }],
  options: {
    ...apiOptions,
    template: {
      value: 'NAME',
      help: 'the template of the rows that name none: NAME for its newest version, or NAME@3',
    },
    'pass-type': { value: 'ID', help: 'the pass type of rows without a template (default: that of the deployment)' },
    patch: { help: 'the cells of a table are changes: an empty cell changes nothing (default: they are all values)' },
    resume: { value: 'ID', help: 'send nothing, and go on watching this import of FILE' },
  },
  notes: [
    ...columnNotes,
    'A row that fails stops no other. FILE.result.csv, or FILE.result.ndjson, tells what came of each; import FILE again once',
    'it is mended: rows that change nothing do no harm. Exit status 1: rows have failed.',
    scopeNote('passes:import'),
  ],
  async run(args, terminal) {
    const path = args.positionals[0] ?? ''
    formatOfFile(path)
    const client = apiFor(args)
    const shown = await watchImport(client, args.option('resume') ?? (await begin(client, args, terminal)), terminal)
    return tell(shown, await saveResult(shown, path), args, terminal)
  },
}
