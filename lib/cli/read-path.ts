/** Files and folders that were named on the command line. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { InputError } from './errors.ts'

const maxFileBytes = 32 * 1024 * 1024
const maxFiles = 1000

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'it is a file, not a folder',
}

/** The error for a path that cannot be read, with the reason where the system gives one. */
export const unreadable = (path: string, cause: unknown): InputError => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return new InputError('input/unreadable', `${path}: ${reasons[code] ?? 'it cannot be read'}`, { cause })
}

/**
 * Refuses the contents of a PEM file where a path is wanted, without repeating them: they may be a private key.
 *
 * @throws InputError `input/not-a-path`
 */
export const assertNoContents = (word: string): void => {
  if (!word.includes('-----BEGIN')) return
  const message =
    'a path was expected, but the contents of a PEM file were given; save them to a file and give its path'
  throw new InputError('input/not-a-path', message)
}

/**
 * Refuses what cannot be a path.
 *
 * @throws InputError `input/not-a-path`
 */
export const assertPath = (path: string): void => {
  if (path === '' || path.includes('\n') || path.includes('\0')) {
    throw new InputError('input/not-a-path', 'a path was expected, but something else was given')
  }
}

/**
 * Reads one file.
 *
 * @param most how many bytes it may have. Default: 32 MiB
 * @throws InputError `input/not-a-path`, `input/unreadable`, `input/too-large`
 */
export const readInputFile = async (path: string, most = maxFileBytes): Promise<Uint8Array> => {
  assertPath(path)
  try {
    const { size } = await stat(path)
    if (size > most) throw new InputError('input/too-large', `${path} has ${size} bytes; at most ${most} are read`)
    return await readFile(path)
  } catch (cause) {
    throw cause instanceof InputError ? cause : unreadable(path, cause)
  }
}

/**
 * Reads all files below a folder, by path relative to it with forward slashes. Symbolic links are left out: they could
 * lead anywhere.
 *
 * @throws InputError `input/not-a-path`, `input/unreadable`, `input/too-large`
 */
export const readFolder = async (folder: string): Promise<Map<string, Uint8Array>> => {
  assertPath(folder)
  let names: string[]
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  } catch (cause) {
    throw unreadable(folder, cause)
  }
  if (names.length > maxFiles) {
    throw new InputError('input/too-large', `${folder} has ${names.length} files; at most ${maxFiles} are read`)
  }
  const files = new Map<string, Uint8Array>()
  for (const name of names.sort()) files.set(relative(folder, name).split(sep).join('/'), await readInputFile(name))
  return files
}
