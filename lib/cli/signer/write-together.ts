/** Several files of one folder that belong together: all are written, or none. */
import { constants } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OutputError } from '../errors.ts'
import { reasonOf } from '../write-file.ts'

/** One of the files. */
export interface FileToWrite {
  readonly name: string
  readonly contents: string
  /** Permissions. Default: those of the process. */
  readonly mode?: number
  /** Whether it may take the place of a file of its name. Default: there must be none, also none that came meanwhile. */
  readonly replaces?: true
}

/** Takes one step back. */
type Undo = () => Promise<void>

/** A key may be there by now that is nowhere else: only a call that refuses what exists is sure not to replace it. */
const create = async (draft: string, place: string): Promise<Undo> => {
  await copyFile(draft, place, constants.COPYFILE_EXCL)
  return () => rm(place, { force: true })
}

const replace = async (draft: string, place: string): Promise<Undo> => {
  const earlier = `${draft}.earlier`
  const wasThere = await copyFile(place, earlier).then(
    () => true,
    (cause: unknown) => {
      if (reasonOf(cause) === 'ENOENT') return false
      throw cause
    },
  )
  await rename(draft, place)
  return () => (wasThere ? rename(earlier, place) : rm(place, { force: true }))
}

const moveAll = async (draft: string, folder: string, files: readonly FileToWrite[]): Promise<void> => {
  const undo: Undo[] = []
  try {
    for (const { name, replaces } of files)
      undo.push(await (replaces ? replace : create)(join(draft, name), join(folder, name)))
  } catch (cause) {
    for (const back of undo) await back()
    throw cause
  }
}

/**
 * Writes files into a folder, which is made if need be. They are made elsewhere and then put there in their order: the last
 * one is the one that makes them count. If one of them cannot be, the folder is as it was before.
 *
 * @throws OutputError if the place cannot be written to, or holds a file that is not to be replaced
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
    const message = `${folder} cannot be written to (${reasonOf(cause)}); name another folder, or make room for it`
    throw new OutputError(message, { cause })
  } finally {
    if (draft !== undefined) await rm(draft, { recursive: true, force: true }).catch(() => undefined)
  }
}
