/** The folder of an export: private, and there only when it is whole. */
import { type FileHandle, mkdir, mkdtemp, open, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { inTurn } from '../../service/in-turn.ts'
import { InputError, OutputError } from '../errors.ts'
import { assertPath } from '../read-path.ts'
import { reasonOf, unwritable } from '../write-file.ts'

/** Where an export is written. Nobody but the owner may read any of it. */
export interface ExportFolder {
  /** Writes a file, whole. */
  readonly write: (path: string, contents: Uint8Array | string) => Promise<void>
  /** Adds a line of JSON to a file. */
  readonly append: (path: string, row: object) => Promise<void>
}

const privateFolder = 0o700
const privateFile = 0o600

const isFree = async (folder: string): Promise<boolean> => {
  try {
    return (await readdir(folder)).length === 0
  } catch (cause) {
    return reasonOf(cause) === 'ENOENT'
  }
}

const folderAt = (root: string, signal: AbortSignal) => {
  // A few for each pass type.
  const files = new Map<string, Promise<FileHandle>>()
  const turn = inTurn()
  const folders = new Set<string>()

  const placeOf = async (path: string): Promise<string> => {
    signal.throwIfAborted()
    const place = join(root, path)
    const folder = dirname(place)
    if (!folders.has(folder)) await mkdir(folder, { recursive: true, mode: privateFolder })
    folders.add(folder)
    return place
  }

  const fileAt = (path: string): Promise<FileHandle> => {
    const known = files.get(path) ?? placeOf(path).then((place) => open(place, 'a', privateFile))
    files.set(path, known)
    return known
  }

  const underWay = new Set<Promise<void>>()
  const counted = async (work: Promise<void>): Promise<void> => {
    underWay.add(work)
    try {
      await work
    } finally {
      underWay.delete(work)
    }
  }

  const folder: ExportFolder = {
    write: (path, contents) =>
      counted(placeOf(path).then((place) => writeFile(place, contents, { mode: privateFile }))),
    append: (path, row) =>
      // Two writes at once to one file would mix their bytes.
      counted(
        turn(path, async () => {
          signal.throwIfAborted()
          await (await fileAt(path)).appendFile(`${JSON.stringify(row)}\n`)
        }),
      ),
  }
  const close = async (): Promise<void> => {
    await Promise.allSettled(underWay)
    await Promise.allSettled([...files.values()].map(async (file) => (await file).close()))
  }
  return { folder, close }
}

const interrupts = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Has a folder filled, and puts it in its place when that is done; returns what `fill` does. Ended early, also by Ctrl-C, nothing of it is left.
 *
 * @throws InputError `input/occupied` if there is anything at the place; OutputError; what `fill` throws
 */
export const withExportFolder = async <Filled>(
  path: string,
  fill: (folder: ExportFolder) => Promise<Filled>,
): Promise<Filled> => {
  assertPath(path)
  const target = resolve(path)
  if (!(await isFree(target)))
    throw new InputError('input/occupied', `${path} is there already: name a folder that is empty, or not there`)
  const interrupted = new AbortController()
  const interrupt = (): void => interrupted.abort(new OutputError(`${path} was not written: it was interrupted`))
  for (const signal of interrupts) process.once(signal, interrupt)
  let draft: string | undefined
  try {
    await mkdir(dirname(target), { recursive: true })
    draft = await mkdtemp(join(dirname(target), `.${basename(target)}.`))
    const { folder, close } = folderAt(draft, interrupted.signal)
    let filled: Filled
    try {
      filled = await fill(folder)
    } catch (cause) {
      // What was begun beside it would go on, and make files anew in what is removed.
      interrupted.abort(cause)
      throw cause
    } finally {
      await close()
    }
    interrupted.signal.throwIfAborted()
    await rmdir(target).catch(() => undefined)
    await rename(draft, target)
    return filled
  } catch (cause) {
    if (draft !== undefined) await rm(draft, { recursive: true, force: true }).catch(() => undefined)
    throw cause instanceof Error && 'syscall' in cause ? unwritable(path, cause) : cause
  } finally {
    for (const signal of interrupts) process.removeListener(signal, interrupt)
  }
}
