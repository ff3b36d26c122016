/** Watches an import until it has ended. */
import { setTimeout as pause } from 'node:timers/promises'
import type { ApiClient } from '../api-client.ts'
import { accepted } from '../api-refusal.ts'
import { InputError } from '../errors.ts'
import type { Terminal } from '../terminal.ts'
import { importIn, type ShownImport } from './shown-import.ts'

/** How often it is asked after, in milliseconds. */
const interval = 1000
/** How long it may wait for a file that has been sent, in milliseconds. */
const patience = 15 * 60 * 1000

const readImport = async (client: ApiClient, id: string): Promise<ShownImport> =>
  importIn(accepted(await client.get(`/imports/${encodeURIComponent(id)}`)))

const assertArrived = ({ id, status, startedAt, updatedAt }: ShownImport): void => {
  if (status !== 'waiting' || Date.parse(updatedAt) > Date.now() - patience) return
  const message = `the import ${id} waits for its file since ${startedAt}: start another one, without --resume`
  throw new InputError('input/no-answer', message)
}

/** Shows how far an import is until it has ended, and returns what became of it. @throws ApiRefusal; InputError */
export const watchImport = async (client: ApiClient, id: string, terminal: Terminal): Promise<ShownImport> => {
  for (;;) {
    const shown = await readImport(client, id)
    const { status, rows, totalRows } = shown
    if (totalRows !== undefined) terminal.progress(rows, totalRows, 'rows')
    if (status === 'done' || status === 'failed') return shown
    assertArrived(shown)
    await pause(interval)
  }
}
