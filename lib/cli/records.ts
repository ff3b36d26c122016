/** Files of records: one JSON object, an array of them, or one a line (NDJSON). */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { parseJson } from '../core/format/json.ts'
import { InputError } from './errors.ts'
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

const parse = (text: Uint8Array, place: string): unknown => {
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

async function* readLines(path: string): AsyncGenerator<PlacedRecord> {
  try {
    for await (const { number, bytes } of linesOf(createReadStream(path), path)) {
      const place = `${path}, line ${number}`
      if (!blank.test(bytes.toString('latin1'))) yield { place, values: parse(bytes, place) }
    }
  } catch (cause) {
    throw cause instanceof InputError ? cause : unreadable(path, cause)
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
    yield* readLines(path)
    return
  }
  const values = parse(await readInputFile(path), path)
  if (!Array.isArray(values)) yield { place: path, values }
  else for (const [index, item] of values.entries()) yield { place: `${path}, element ${index}`, values: item }
}
