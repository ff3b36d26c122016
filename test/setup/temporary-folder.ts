/** One folder for all temporary files of a test run, removed when the run is over. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const prefix = 'passwright-tests-'

/**
 * Called by vitest before the first test of each project; what it returns is called after the last of all. `os.tmpdir()`
 * follows TMPDIR. The projects share the folder of the first.
 */
export const setup = async (): Promise<() => Promise<void>> => {
  if (basename(tmpdir()).startsWith(prefix)) return () => Promise.resolve()
  const folder = await mkdtemp(join(tmpdir(), prefix))
  const { TMPDIR: before } = process.env
  process.env.TMPDIR = folder
  return async () => {
    // vitest may run inside of a process that goes on after it.
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    await rm(folder, { recursive: true, force: true })
  }
}
