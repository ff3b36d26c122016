/** A ready folder, `pass.json` and images, as a pass that needs nothing but a signature. */
import { PassError } from '../errors.ts'
import { isObject, type Json, parseJson } from '../format/json.ts'
import { collectFiles, type Files } from './files.ts'
import type { FilledPass } from './filled-pass.ts'

const parse = (bytes: Uint8Array): Json => {
  try {
    return parseJson(bytes)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable'
    throw new PassError('pass/invalid-json', `pass.json is not valid JSON: ${reason}`, { cause })
  }
}

/**
 * Takes the files of a pass as they are; an old `manifest.json` and `signature` are left out, and so is what operating
 * systems leave lying about. `pass.json` keeps its bytes.
 *
 * @throws PassError `pass/invalid-json` if `pass.json` is missing, not JSON, or not an object
 */
export const readyPass = (files: Files): FilledPass => {
  const own = collectFiles(files, ['manifest.json', 'signature'])
  const bytes = own.get('pass.json')
  if (!bytes) throw new PassError('pass/invalid-json', 'pass.json is missing; it belongs at the root of the folder')
  const pass = parse(bytes)
  if (!isObject(pass)) throw new PassError('pass/invalid-json', 'pass.json is not a JSON object')
  return { pass, shared: new Map(), own }
}
