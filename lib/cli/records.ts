/** Files of records: one JSON object, an array of them, or one a line (NDJSON). */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type Json, parseJson } from '../core/format/json.ts'
import { InputError, UsageError } from './errors.ts'
import { assertPath, readInputFile, unreadable } from './read-path.ts'

/** One record, and where it stands, for messages: `flights.ndjson, line 7`. */
export interface PlacedRecord {
  readonly place: string
  readonly values: unknown
}

const oneALine = /\.(?:ndjson|jsonl)$/i
const maxLineBytes = 1024 * 1024
const newline = 0x0a
const blank = /^\s*$/

const parse = (text: Uint8Array, place: string): Json => {
  try {
    return parseJson(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable'
    throw new InputError('input/invalid-json', `${place} is not valid JSON: ${reason}`, { cause })
  }
}

interface Line {
  readonly number: number
  readonly bytes: Buffer
}

/**
 * The lines of a stream. Split at the byte 0x0A and nowhere else: JSON may hold other line separators inside of a text,
 * and whether the bytes are UTF-8 is for the JSON reader to say.
 */
async function* linesOf(chunks: AsyncIterable<Buffer>, path: string): AsyncGenerator<Line> {
  let number = 1
  const capped = (line: Buffer): Buffer => {
    if (line.length <= maxLineBytes) return line
    throw new InputError('input/too-large', `${path}, line ${number} is longer than ${maxLineBytes} bytes`)
  }
  let rest = Buffer.alloc(0)
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(newline); end !== -1; end = rest.indexOf(newline)) {
      yield { number, bytes: capped(rest.subarray(0, end)) }
      number++
      rest = rest.subarray(end + 1)
    }
    capped(rest)
  }
  yield { number, bytes: rest }
}

/** What stands on a line, or why that cannot be told. */
export type PlacedLine = { readonly line: number } & ({ readonly values: Json } | { readonly fault: InputError })

const parseLine = ({ number, bytes }: Line, path: string): PlacedLine => {
  try {
    return { line: number, values: parse(bytes, `${path}, line ${number}`) }
  } catch (fault) {
    if (fault instanceof InputError) return { line: number, fault }
    throw fault
  }
}

/** The lines that are not blank. */
async function* filledLines(path: string): AsyncGenerator<Line> {
  try {
    for await (const line of linesOf(createReadStream(path), path)) {
      if (!blank.test(line.bytes.toString('latin1'))) yield line
    }
  } catch (cause) {
    throw cause instanceof InputError ? cause : unreadable(path, cause)
  }
}

async function* readLines(path: string): AsyncGenerator<PlacedLine> {
  for await (const line of filledLines(path)) yield parseLine(line, path)
}

async function* recordsOfLines(path: string): AsyncGenerator<PlacedRecord> {
  for await (const line of readLines(path)) {
    if ('fault' in line) throw line.fault
    yield { place: `${path}, line ${line.line}`, values: line.values }
  }
}

/** Records are read twice, once to check them and once to build, so they must be in a file and not in a pipe. */
const assertFile = async (path: string): Promise<void> => {
  assertPath(path)
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  if (found.isFile()) return
  throw new InputError(
    'input/unreadable',
    `${path} is not a file; records are read twice, so save them to a file first`,
  )
}

/**
 * Reads records one after the other, so that a file of lines may be longer than memory.
 *
 * @param path a file ending in `.ndjson` or `.jsonl`, or JSON
 * @throws InputError `input/unreadable`, `input/invalid-json`, `input/too-large`, naming the line
 */
export async function* readRecords(path: string): AsyncGenerator<PlacedRecord> {
  await assertFile(path)
  if (oneALine.test(path)) {
    yield* recordsOfLines(path)
    return
  }
  const values = parse(await readInputFile(path), path)
  if (!Array.isArray(values)) yield { place: path, values }
  else for (const [index, item] of values.entries()) yield { place: `${path}, element ${index}`, values: item }
}

/** A file of records, one a line. */
export interface RecordLines {
  /** How many there are. */
  readonly count: number
  /** Reads them one after the other. A line that is no JSON is no reason to stop. */
  readonly read: () => AsyncIterable<PlacedLine>
}

/**
 * Looks through a file of records.
 *
 * @param path a file ending in `.ndjson` or `.jsonl`
 * @throws UsageError for another file; InputError `input/unreadable`; `input/too-large`, naming the line
 */
export const openRecordLines = async (path: string): Promise<RecordLines> => {
  if (!oneALine.test(path)) throw new UsageError('records have to stand one a line, in FILE.ndjson or FILE.jsonl')
  await assertFile(path)
  let count = 0
  for await (const _ of filledLines(path)) count++
  return { count, read: () => readLines(path) }
}
