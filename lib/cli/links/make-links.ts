/** Makes the links of a file of rows, several requests at a time, and writes them in the order of the rows. */
import { join } from 'node:path'
import { ServiceError } from '../../service/errors.ts'
import { limits } from '../../service/limits.ts'
import type { ApiClient } from '../api-client.ts'
import { InputError } from '../errors.ts'
import type { Terminal } from '../terminal.ts'
import { writeWhole } from '../write-file.ts'
import type { LinksFile } from './links-file.ts'
import type { ValuesFile, ValuesRow } from './rows.ts'
import { type LinkedRow, namedSerial, type SealingRequest, sealRows } from './sealing.ts'

const inFlight = 4

/** What it is made of. */
export interface LinksWork {
  readonly client: ApiClient
  readonly request: SealingRequest
  readonly values: ValuesFile
  readonly file: LinksFile
  /** Where snippets for e-mails are written, two files a link; absent if none are wanted. */
  readonly emailFolder?: string
  readonly terminal: Terminal
}

/** What it came to, with what was there before. */
export interface LinksOutcome {
  readonly linked: number
  readonly failed: number
}

/** Links of other rows would be gone on with as if they were of these. */
const assertSameRow = ({ values }: ValuesRow, { lastSerialNumber }: LinksFile['before']): void => {
  const serialNumber = values instanceof ServiceError ? undefined : namedSerial(values)
  if (serialNumber === undefined || serialNumber === lastSerialNumber) return
  throw new InputError('input/occupied', 'the table holds the links of other rows: name another file with --out')
}

function* portionsOf(rows: Iterable<ValuesRow>, before: LinksFile['before']): Generator<readonly ValuesRow[]> {
  let portion: ValuesRow[] = []
  for (const row of rows) {
    if (row.line === before.lastLine) assertSameRow(row, before)
    if (row.line <= before.lastLine) continue
    portion.push(row)
    if (portion.length < limits.link.sealedAtOnce) continue
    yield portion
    portion = []
  }
  if (portion.length > 0) yield portion
}

const writeEmails = async (folder: string, rows: readonly LinkedRow[]): Promise<void> => {
  for (const { serialNumber, email } of rows) {
    if (!email) continue
    // Who reads the snippet has the link.
    await writeWhole(join(folder, `${serialNumber}.html`), email.html, 0o600)
    await writeWhole(join(folder, `${serialNumber}.txt`), email.text, 0o600)
  }
}

/** Makes them. @throws ApiRefusal, InputError, OutputError; what stands in the file by then is gone on with */
export const makeLinks = async (work: LinksWork): Promise<LinksOutcome> => {
  const { client, request, values, file, emailFolder, terminal } = work
  let { linked, failed } = file.before
  const write = async (rows: readonly LinkedRow[]): Promise<void> => {
    if (emailFolder !== undefined) await writeEmails(emailFolder, rows)
    await file.append(rows)
    for (const { url } of rows) {
      if (url === '') failed += 1
      else linked += 1
    }
    terminal.progress(linked + failed, values.count, 'links')
  }
  const asked: Promise<readonly LinkedRow[]>[] = []
  const writeFirst = async (): Promise<void> => {
    const rows = await asked.shift()
    if (rows) await write(rows)
  }
  for (const portion of portionsOf(values.rows(), file.before)) {
    const answer = sealRows(client, request, portion)
    // It is waited for in its turn.
    answer.catch(() => undefined)
    asked.push(answer)
    if (asked.length >= inFlight) await writeFirst()
  }
  while (asked.length > 0) await writeFirst()
  return { linked, failed }
}
