/** `passwright adopt`: takes over passes that another system issued, from a file with a row for each. */
import { summary } from '../../core/finding.ts'
import { adoptRow, type RowOutcome } from '../adoption/adopt-row.ts'
import { adoptionReport } from '../adoption/adoption-report.ts'
import { checkRow } from '../adoption/row.ts'
import { type ApiClient, apiFor, apiOptions } from '../api-client.ts'
import type { Command } from '../command.ts'
import { explainError } from '../error-explanations.ts'
import { InputError, UsageError } from '../errors.ts'
import { forEachAtOnce } from '../parallel.ts'
import { openRecordLines, type PlacedLine } from '../records.ts'

/** Rows that are on their way at once: with more, one would only wait for the other. */
const inFlight = 8

const fixFor = (code: string): string => explainError(code)?.fix ?? ''

/** A row is checked here first: what is wrong with it is known at once, and without a deployment. */
const outcomeOf = async (line: PlacedLine, client: ApiClient | undefined): Promise<RowOutcome> => {
  if ('fault' in line) {
    const { code, message } = line.fault
    return { kind: 'failed', code, message, fix: fixFor(code), findings: [] }
  }
  const checked = checkRow(line.values, Math.floor(Date.now() / 1000))
  if ('row' in checked) return client ? await adoptRow(client, checked.row) : { kind: 'fine' }
  const { faults } = checked
  const code = 'adoption/invalid'
  return { kind: 'failed', code, message: summary(faults), fix: fixFor(code), findings: faults }
}

/** The command. */
export const adopt: Command = {
  positionals: [{ name: 'FILE', help: 'the passes, one a line, in FILE.ndjson' }],
  options: {
    ...apiOptions,
    check: { help: 'only look at the rows: nothing is sent, and no key is needed' },
  },
  notes: [
    'A row: {"passTypeIdentifier", "serialNumber", "template", "values", "authenticationToken", "lastModified",',
    '"registrations": [{"deviceLibraryIdentifier", "pushToken"}]}. The token and lastModified are those that devices hold;',
    'lastModified is an HTTP date, seconds since 1970, or a time such as 2027-03-01T09:30:00Z.',
    'PASSWRIGHT_API_KEY has to be a key with the scope passes:adopt, and the stage has to adopt the pass type.',
    'Run it as often as you like: what is there stays, and registrations that are missing are added. With a fresh file:',
    'whoever has deleted a pass since would be registered again.',
    'Each failed row is told with its line. --json prints one JSON object a line: the failed rows, then the counts.',
  ],
  async run(args, terminal) {
    const isCheck = args.has('check')
    if (isCheck && args.option('url') !== undefined) throw new UsageError('--check sends nothing: leave --url out')
    const client = isCheck ? undefined : apiFor(args)
    const file = args.positionals[0] ?? ''
    const { count: total, read } = await openRecordLines(file)
    if (total === 0) throw new InputError('input/no-records', `${file} holds no rows: give one at least`)
    const report = adoptionReport({ file, total, isCheck, isJson: args.has('json'), terminal })
    let isFine = false
    try {
      await forEachAtOnce(inFlight, read(), async (line) => report.tell(line, await outcomeOf(line, client)))
    } finally {
      isFine = report.close()
    }
    return isFine ? 0 : 1
  },
}
