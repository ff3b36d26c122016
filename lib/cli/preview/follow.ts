/** Follows a file or folder: says whenever something in it has changed. */
import { watch } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { unreadable } from '../read-path.ts'

/** Editors write a file in several steps: what follows within so many milliseconds is the same change. */
const settling = 100

/**
 * Calls `changed` after each change, one call at a time, until the process ends or `signal` aborts.
 *
 * @param out what is written to, which is no change
 * @throws InputError `input/unreadable`
 */
export const follow = async (
  path: string,
  out: string,
  changed: () => Promise<void>,
  signal?: AbortSignal,
): Promise<void> => {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  // A file may be replaced by another of its name: its folder is told of that, too.
  const folder = found.isDirectory() ? resolve(path) : dirname(resolve(path))
  const isOfInterest = (name: string | null): boolean => {
    if (name === null) return true
    const file = resolve(folder, name)
    return file !== resolve(out) && !name.endsWith('.part') && (found.isDirectory() || file === resolve(path))
  }
  await new Promise<void>((end) => {
    let working = Promise.resolve()
    let timer: NodeJS.Timeout | undefined
    const watcher = watch(folder, { recursive: found.isDirectory(), ...(signal ? { signal } : {}) }, (_, name) => {
      if (!isOfInterest(name)) return
      clearTimeout(timer)
      timer = setTimeout(() => {
        working = working.then(changed)
      }, settling)
    })
    watcher.on('close', () => {
      clearTimeout(timer)
      void working.then(end)
    })
  })
}
