/** Files of records: one JSON object, an array of them, or one a line (NDJSON). */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseJson } from '../core/format/json.ts'
import { InputError } from './errors.ts'
import { readInputFile } from './read-path.ts'

/** One record, and where it stands, for messages: `flights.ndjson, line 7`. */
export interface PlacedRecord {
  readonly place: string
  readonly values: unknown
}

const oneALine = /\.(?:ndjson|jsonl)$/i
const maxLineLength = 1024 * 1024

const parse = (text: Uint8Array, place: string): unknown => {
  try {
    return parseJson(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable'
    throw new InputError('input/invalid-json', `${place} is not valid JSON: ${reason}`, { cause })
  }
}

async function* readLines(path: string): AsyncGenerator<PlacedRecord> {
  let number = 0
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    const place = `${path}, line ${number}`
    if (line.length > maxLineLength)
      throw new InputError('input/too-large', `${place} is longer than ${maxLineLength} characters`)
    if (line.trim() !== '') yield { place, values: parse(Buffer.from(line), place) }
  }
}

/**
 * Reads records one after the other, so that a file may be longer than memory.
 *
 * @param path a file ending in `.ndjson` or `.jsonl`, or JSON
 * @throws InputError `input/unreadable`, `input/invalid-json`, `input/too-large`
 */
export async function* readRecords(path: string): AsyncGenerator<PlacedRecord> {
  if (oneALine.test(path)) {
    yield* readLines(path)
    return
  }
  const values = parse(await readInputFile(path), path)
  if (!Array.isArray(values)) yield { place: path, values }
  else for (const [index, item] of values.entries()) yield { place: `${path}, element ${index}`, values: item }
}
