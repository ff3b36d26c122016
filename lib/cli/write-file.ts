/** Files that a command writes: whole or not at all. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { OutputError } from './errors.ts'

/** Why the system refused, as its code. */
export const reasonOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason'

/** The error for a place that cannot be written to. */
export const unwritable = (path: string, cause: unknown): OutputError =>
  new OutputError(`${path} cannot be written (${reasonOf(cause)}); name another place, or make room for it`, { cause })

/**
 * Writes a file under another name and then renames it, so that nobody ever sees half of it. Folders are made.
 *
 * @param mode permissions of the file. Default: those of the process; use 0o600 for a private key
 * @throws OutputError if the place cannot be written to
 */
export const writeWhole = async (path: string, contents: Uint8Array | string, mode?: number): Promise<void> => {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(draft, contents, mode === undefined ? {} : { mode })
    await rename(draft, path)
  } catch (cause) {
    // What is wrong with the place may also be wrong with clearing it up; the first fault is the one to tell.
    await rm(draft, { force: true }).catch(() => undefined)
    throw unwritable(path, cause)
  }
}
