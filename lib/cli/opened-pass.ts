/** The contents of a pass or template, for checks that hold it against something else. */
import { type PackagedPass, packagedPass } from '../core/reading/packaged-pass.ts'
import { InputError } from './errors.ts'
import type { PackageBytes } from './packages.ts'

/**
 * Opens one pass or template.
 *
 * @param name what messages call it
 * @throws InputError `input/no-package` if there is no `pass.json` that can be read, as in a bundle
 * @throws ArchiveError if nothing can be read
 */
export const openPass = async (input: PackageBytes, name: string): Promise<PackagedPass> => {
  const opened = await packagedPass(input)
  if (opened) return opened
  throw new InputError('input/no-package', `${name} has no pass.json that can be read; name one pass`)
}
