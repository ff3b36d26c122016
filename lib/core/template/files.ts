/** The files that a package is made of, as they come from a folder or an archive. */
import { type Bytes, copyBytes } from '../bytes.ts'
import { TemplateError } from '../errors.ts'
import { type Json, parseJson } from '../format/json.ts'

/** Files by path relative to the root: a Map, or the entries of an object. */
export type Files = Iterable<readonly [path: string, bytes: Uint8Array]>

// What operating systems leave lying about; Apple asks to keep it out of packages.
const junk = /(?:^|\/)(?:\.[^/]*|__MACOSX\/.*|Thumbs\.db|desktop\.ini)$|^__MACOSX\//

/** Copies of all files but operating systems' junk and those named in `without`. */
export const collectFiles = (files: Files, without: readonly string[]): Map<string, Bytes> => {
  const collected = new Map<string, Bytes>()
  for (const [path, bytes] of files) {
    if (!(junk.test(path) || without.includes(path))) collected.set(path, copyBytes(bytes))
  }
  return collected
}

/**
 * Takes a JSON file out of a collection.
 *
 * @throws TemplateError `template/file-missing`, `template/file-invalid`
 */
export const takeJson = (files: Map<string, Bytes>, path: string): Json => {
  const bytes = files.get(path)
  if (!bytes) throw new TemplateError('template/file-missing', `${path} is missing; a template needs it at its root`)
  files.delete(path)
  try {
    return parseJson(bytes)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable'
    throw new TemplateError('template/file-invalid', `${path} is not valid JSON: ${reason}`, { cause })
  }
}
