/** The files that a package is made of, as they come from a folder or an archive. */
import { type Bytes, copyBytes } from '../bytes.ts'
import { type PasswrightError, TemplateError } from '../errors.ts'
import { type Json, parseJson } from '../format/json.ts'
import { isJunk } from '../format/junk.ts'
import { isManifestOrSignature, pathFault, shownName } from '../format/package-path.ts'

/** Files by path relative to the root: a Map, or the entries of an object. */
export type Files = Iterable<readonly [path: string, bytes: Uint8Array]>

/** Files that no pass has any use for, and that hurt if they are sent to every phone. */
const refused = [
  { pattern: /\.(?:pem|key|p8|p12|pfx|cer|der|crt)$/i, what: 'looks like a key or a certificate' },
  { pattern: /\.(?:pkpass|pkpasses|zip)$/i, what: 'is a package or an archive of its own' },
] as const

/** What a file is that no pass has any use for, as the rest of a sentence whose subject is the file; undefined for others. */
export const refusedFile = (path: string): string | undefined => refused.find(({ pattern }) => pattern.test(path))?.what

const fileFault = (path: string): string | undefined => {
  const unsafe = pathFault(path)
  if (unsafe) return `the file name ${shownName(path)} ${unsafe}; name files by their path below the folder`
  if (isJunk(path)) return undefined
  const what = refusedFile(path)
  return (
    what && `${shownName(path)} ${what}, and every file of the folder goes into the pass; move it out of the folder`
  )
}

/**
 * Copies of all files but operating systems' junk, hidden files, and an old `manifest.json` and `signature`.
 *
 * @param refusal makes the error for a file that is refused: keys, certificates, nested packages, unsafe paths
 */
export const collectFiles = (files: Files, refusal: (message: string) => PasswrightError): Map<string, Bytes> => {
  const collected = new Map<string, Bytes>()
  for (const [path, bytes] of files) {
    const fault = fileFault(path)
    if (fault) throw refusal(fault)
    if (!(isJunk(path) || isManifestOrSignature(path))) collected.set(path, copyBytes(bytes))
  }
  return collected
}

/**
 * Takes a JSON file out of a collection.
 *
 * @param parse how to read it. Default: with JavaScript's numbers
 * @throws TemplateError `template/file-missing`, `template/file-invalid`
 */
export const takeJson = (files: Map<string, Bytes>, path: string, parse = parseJson): Json => {
  const bytes = files.get(path)
  if (!bytes) throw new TemplateError('template/file-missing', `${path} is missing; a template needs it at its root`)
  files.delete(path)
  try {
    return parse(bytes)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable'
    throw new TemplateError('template/file-invalid', `${path} is not valid JSON: ${reason}`, { cause })
  }
}
