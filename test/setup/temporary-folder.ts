/** One folder for all temporary files of a test run, removed when the run is over. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Called by vitest before the first test; what it returns is called after the last. `os.tmpdir()` follows TMPDIR. */
export const setup = async (): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'passwright-tests-'))
  const { TMPDIR: before } = process.env
  process.env.TMPDIR = folder
  return async () => {
    // vitest may run inside of a process that goes on after it.
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    await rm(folder, { recursive: true, force: true })
  }
}
