/** Files that a command writes: whole or not at all. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { InputError } from './errors.ts'

/**
 * Writes a file under another name and then renames it, so that nobody ever sees half of it. Folders are made.
 *
 * @param mode permissions of the file. Default: those of the process; use 0o600 for a private key
 * @throws InputError `input/unreadable` if the place cannot be written to
 */
export const writeWhole = async (path: string, contents: Uint8Array | string, mode?: number): Promise<void> => {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(draft, contents, mode === undefined ? {} : { mode })
    await rename(draft, path)
  } catch (cause) {
    await rm(draft, { force: true })
    throw new InputError(
      'input/unreadable',
      `${path} cannot be written: ${cause instanceof Error ? cause.message : 'unknown reason'}`,
      { cause },
    )
  }
}
