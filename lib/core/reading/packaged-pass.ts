/** Opens the contents of one pass: of whatever holds it, what of `pass.json` can be read, and the files. */
import type { Bytes } from '../bytes.ts'
import { isObject, type JsonObject } from '../format/json.ts'
import { openPackage } from './open.ts'
import { readTolerantJson } from './tolerant-json.ts'

/** A pass and its files. */
export interface PackagedPass {
  readonly pass: JsonObject
  readonly files: ReadonlyMap<string, Bytes>
}

/**
 * Opens one pass or template, signed or not.
 *
 * @returns undefined if there is no `pass.json` that can be read, as in a bundle
 * @throws ArchiveError if nothing can be read
 */
export const packagedPass = async (
  input: Uint8Array | ReadonlyMap<string, Uint8Array>,
): Promise<PackagedPass | undefined> => {
  const { files } = await openPackage(input)
  const bytes = files.get('pass.json')
  const pass = bytes && readTolerantJson(bytes).value
  return isObject(pass) ? { pass, files } : undefined
}
