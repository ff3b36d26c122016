/** What a pass of the template `card` says. */
import { unzip } from '../../lib/core/archive/unzip.ts'
import type { Bytes } from '../../lib/core/bytes.ts'

/** The name that the pass greets. */
export const textOf = async (archive: Bytes): Promise<string> => {
  const files: ReadonlyMap<string, Bytes> = await unzip(archive)
  const { generic } = JSON.parse(new TextDecoder().decode(files.get('pass.json')))
  return generic.primaryFields[0].value
}
