/** The contents of a pass or template, for checks that hold it against something else. */
import type { Bytes } from '../core/bytes.ts'
import { isObject, type JsonObject } from '../core/format/json.ts'
import { openPackage } from '../core/reading/open.ts'
import { readTolerantJson } from '../core/reading/tolerant-json.ts'
import { InputError } from './errors.ts'
import type { PackageBytes } from './packages.ts'

/** A pass and its files. */
export interface OpenedPass {
  readonly pass: JsonObject
  readonly files: ReadonlyMap<string, Bytes>
}

/**
 * Opens one pass or template.
 *
 * @param name what messages call it
 * @throws InputError `input/no-package` if there is no `pass.json` that can be read, as in a bundle
 * @throws ArchiveError if nothing can be read
 */
export const openPass = async (input: PackageBytes, name: string): Promise<OpenedPass> => {
  const { files } = await openPackage(input)
  const bytes = files.get('pass.json')
  const pass = bytes && readTolerantJson(bytes).value
  if (isObject(pass)) return { pass, files }
  throw new InputError('input/no-package', `${name} has no pass.json that can be read; name one pass`)
}
