/** The table that links are written into, row by row, so that what was stopped can be gone on with. */
import { type FileHandle, open } from 'node:fs/promises'
import { rowReader } from '../../service/imports/csv-row.ts'
import { cellOf } from '../../service/imports/row-result.ts'
import { InputError } from '../errors.ts'
import { unreadable } from '../read-path.ts'
import { unwritable } from '../write-file.ts'
import type { LinkedRow } from './sealing.ts'

const columns = ['row', 'serialNumber', 'url', 'expiresAt', 'code', 'message'] as const
const lineEnd = '\r\n'
const mebibyte = 1024 * 1024
/** What a table of links begins with. */
export const linksHeader = `${columns.join(',')}${lineEnd}`

/** What stands in the table from before: the line of its last row, and the serial number of that. */
interface Before {
  readonly lastLine: number
  readonly lastSerialNumber: string
  readonly linked: number
  readonly failed: number
}

/** The table. */
export interface LinksFile {
  /** The rows that stand in it from before. */
  readonly before: Before
  readonly append: (rows: readonly LinkedRow[]) => Promise<void>
  readonly close: () => Promise<void>
}

const lineOf = ({ line, serialNumber, url, expiresAt, code, message }: LinkedRow): string =>
  `${[line, serialNumber, url, expiresAt, code, message].map(cellOf).join(',')}${lineEnd}`

interface Written {
  readonly before: Before
  /** Bytes of whole rows: a row that was cut off is written anew. */
  readonly whole: number
}

const nothing: Before = { lastLine: 0, lastSerialNumber: '', linked: 0, failed: 0 }

const read = rowReader({ delimiter: ',', newline: '\n' })

/** Is told of each row: its line, and whether it has a link. */
type See = (line: number, isLinked: boolean) => void

/** The whole rows that a text begins with, added to those before it. */
const readRows = (text: string, { before, whole }: Written, see: See): Written => {
  let { lastLine, lastSerialNumber, linked, failed } = before
  let at = 0
  while (at < text.length) {
    const row = read(text, at, false)
    if (typeof row === 'string' || row.isMalformed) break
    const [line, serialNumber = '', url] = row.cells
    lastLine = Number(line)
    lastSerialNumber = serialNumber
    if (url === '') failed += 1
    else linked += 1
    see(lastLine, url !== '')
    at = row.end
  }
  const bytes = Buffer.byteLength(text.slice(0, at))
  return { before: { lastLine, lastSerialNumber, linked, failed }, whole: whole + bytes }
}

/** Reads it piece by piece: the links of a million rows are more than one text can hold. */
const readWritten = async (handle: FileHandle, path: string, see: See = () => undefined): Promise<Written> => {
  const piece = Buffer.alloc(mebibyte)
  const first = await handle.read(piece, 0, linksHeader.length, 0)
  const start = piece.toString('utf8', 0, first.bytesRead)
  if (start !== linksHeader && linksHeader.startsWith(start)) return { before: nothing, whole: 0 }
  if (start !== linksHeader) {
    throw new InputError('input/occupied', `${path} is no table of links that could be gone on with; name another file`)
  }
  let written: Written = { before: nothing, whole: linksHeader.length }
  for (;;) {
    const { bytesRead } = await handle.read(piece, 0, piece.length, written.whole)
    const further = readRows(piece.toString('utf8', 0, bytesRead), written, see)
    // What is left begins no whole row.
    if (further.whole === written.whole) return written
    written = further
  }
}

/**
 * Opens it, or makes it: only its owner may read it, since whoever has a link has the pass.
 *
 * @throws InputError `input/occupied` if something else is there; OutputError
 */
export const openLinksFile = async (path: string): Promise<LinksFile> => {
  let handle: FileHandle
  try {
    handle = await open(path, 'a+', 0o600)
  } catch (cause) {
    throw unwritable(path, cause)
  }
  try {
    const { before, whole } = await readWritten(handle, path)
    // One that was there may have been readable for others.
    await handle.chmod(0o600).catch((cause: unknown) => {
      throw unwritable(path, cause)
    })
    await handle.truncate(whole)
    if (whole === 0) await handle.appendFile(linksHeader)
    return {
      before,
      append: async (rows) => {
        await handle.appendFile(rows.map(lineOf).join('')).catch((cause: unknown) => {
          throw unwritable(path, cause)
        })
      },
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/**
 * The lines of the rows that failed.
 *
 * @throws InputError `input/unreadable`; `input/occupied` if it is no table of links
 */
export const failedLines = async (path: string): Promise<ReadonlySet<number>> => {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  const lines = new Set<number>()
  try {
    await readWritten(handle, path, (line, isLinked) => {
      if (!isLinked) lines.add(line)
    })
  } finally {
    await handle.close()
  }
  return lines
}
