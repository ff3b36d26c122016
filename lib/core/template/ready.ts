/** A ready folder, `pass.json` and images, as a pass that needs nothing but a signature. */
import { sameBytes } from '../bytes.ts'
import { PassError } from '../errors.ts'
import { isObject, type Json, parseJson } from '../format/json.ts'
import { collectFiles, type Files } from './files.ts'
import { FilledPass } from './filled-pass.ts'

const byteOrderMark = new Uint8Array([0xef, 0xbb, 0xbf])

const invalid = (message: string, cause?: unknown): PassError => new PassError('pass/invalid-json', message, { cause })

const parse = (bytes: Uint8Array): Json => {
  if (sameBytes(bytes.subarray(0, 3), byteOrderMark))
    throw invalid('pass.json begins with a byte order mark, which Wallet may refuse; save it as UTF-8 without one')
  try {
    return parseJson(bytes)
  } catch (cause) {
    throw invalid(`pass.json is not valid JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`, cause)
  }
}

/**
 * Takes the files of a pass as they are; an old `manifest.json` and `signature` are left out, and so are hidden files
 * and what operating systems leave lying about. `pass.json` keeps its bytes.
 *
 * @throws PassError `pass/invalid-json` if `pass.json` is missing, not JSON in UTF-8 without a byte order mark, has a
 *   name twice in one object, or is not an object; `pass/file-refused` for keys, certificates, nested packages and paths
 *   that leave the folder
 */
export const readyPass = (files: Files): FilledPass => {
  const own = collectFiles(files, (message) => new PassError('pass/file-refused', message))
  const bytes = own.get('pass.json')
  if (!bytes) throw invalid('pass.json is missing; it belongs at the root of the folder')
  const pass = parse(bytes)
  if (!isObject(pass)) throw invalid('pass.json is not a JSON object')
  return new FilledPass({ pass, shared: new Map(), own })
}
