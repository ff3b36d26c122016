/** What passes of one template share, digested and packed once. */
import { type PreparedFiles, prepareFiles } from './archive/prepared.ts'
import type { Bytes } from './bytes.ts'

// A template that is dropped takes its entry along.
const preparedFiles = new WeakMap<ReadonlyMap<string, Bytes>, Promise<PreparedFiles>>()

/** The shared files of a pass, made ready: the same map is made ready once. @throws ArchiveError as `prepareFiles` */
export const prepared = (shared: ReadonlyMap<string, Bytes>): Promise<PreparedFiles> => {
  const known = preparedFiles.get(shared)
  if (known) return known
  const fresh = prepareFiles(shared)
  preparedFiles.set(shared, fresh)
  return fresh
}
