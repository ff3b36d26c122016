/** Several files of one folder that belong together: all are written, or none. */
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OutputError } from '../errors.ts'

/** One of the files. */
export interface FileToWrite {
  readonly name: string
  readonly contents: string
  /** Permissions. Default: those of the process. */
  readonly mode?: number
}

const moveAll = async (draft: string, folder: string, files: readonly FileToWrite[]): Promise<void> => {
  const moved: string[] = []
  try {
    for (const { name } of files) {
      await rename(join(draft, name), join(folder, name))
      moved.push(name)
    }
  } catch (cause) {
    for (const name of moved) await rm(join(folder, name), { force: true })
    throw cause
  }
}

/**
 * Writes files into a folder, which is made if need be. They are made elsewhere and then moved there in their order: the last
 * one is the one that makes them count.
 *
 * @throws OutputError if the place cannot be written to
 */
export const writeTogether = async (folder: string, files: readonly FileToWrite[]): Promise<void> => {
  let draft: string | undefined
  try {
    await mkdir(folder, { recursive: true })
    draft = await mkdtemp(join(folder, '.draft-'))
    for (const { name, contents, mode } of files)
      await writeFile(join(draft, name), contents, mode === undefined ? {} : { mode })
    await moveAll(draft, folder, files)
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason'
    const message = `${folder} cannot be written to (${reason}); name another folder, or make room for it`
    throw new OutputError(message, { cause })
  } finally {
    if (draft !== undefined) await rm(draft, { recursive: true, force: true }).catch(() => undefined)
  }
}
