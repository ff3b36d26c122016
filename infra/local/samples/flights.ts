/** Issues the 200 flights of the samples through the API, a few at a time, and skips those that are there already. */
import { readFile } from 'node:fs/promises'
import { isObject, type JsonObject } from '../../../lib/core/format/json.ts'
import { type Api, refusal } from './api.ts'
import { issueOnce } from './publish.ts'
import type { SampleTemplate } from './template-folders.ts'

/** How far it has come. */
export interface FlightsProgress {
  /** How many are there, by now. */
  readonly done: number
  readonly total: number
}

/** What it came to. */
export interface FlightsOutcome {
  readonly issued: number
  /** How many were there from earlier starts. */
  readonly found: number
}

const atOnce = 4
const pageItems = 200

const readRecords = async (file: string): Promise<readonly JsonObject[]> => {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
  return lines.map((line): unknown => JSON.parse(line)).filter((record) => isObject(record))
}

/** The serial numbers of all passes of a template. */
const knownSerials = async (api: Api, template: string): Promise<ReadonlySet<string>> => {
  const serials = new Set<string>()
  let cursor = ''
  do {
    const answer = await api('GET', `/passes?template=${template}&limit=${pageItems}${cursor}`)
    if (answer.status !== 200) throw refusal(`the passes of ${template} could not be listed`, answer)
    const { body } = answer
    for (const item of Array.isArray(body.items) ? body.items : []) {
      if (isObject(item)) serials.add(String(item.serialNumber))
    }
    cursor = typeof body.next === 'string' ? `&cursor=${encodeURIComponent(body.next)}` : ''
  } while (cursor !== '')
  return serials
}

/**
 * Issues them.
 *
 * @throws LocalError `local/seed` for the first that is refused
 */
export const issueFlights = async (
  api: Api,
  template: SampleTemplate,
  file: string,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: (progress: FlightsProgress) => void },
): Promise<FlightsOutcome> => {
  const [records, known] = await Promise.all([readRecords(file), knownSerials(api, template.name)])
  const missing = records.filter(({ serialNumber }) => !known.has(String(serialNumber)))
  const total = records.length
  let found = total - missing.length
  let issued = 0
  const rest = missing.values()
  const work = async (): Promise<void> => {
    for (const record of rest) {
      if (signal.aborted) return
      if ((await issueOnce(api, template, record)).isNew) issued += 1
      else found += 1
      progress({ done: found + issued, total })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { issued, found }
}
