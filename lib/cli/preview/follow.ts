/** Follows a file or folder: says whenever something in it has changed. */
import { type FSWatcher, watch } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { unreadable } from '../read-path.ts'

/** Editors write a file in several steps: what follows within so many milliseconds is the same change. */
const settling = 100

const watcherOf = (folder: string, recursive: boolean, path: string): FSWatcher => {
  try {
    return watch(folder, { recursive })
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

/**
 * Calls `changed` after each change, one call at a time, until the process ends or something fails.
 *
 * @param out what is written to, which is no change
 * @throws InputError `input/unreadable`, also if it can no longer be followed; whatever `changed` throws
 */
export const follow = async (path: string, out: string, changed: () => Promise<void>): Promise<never> => {
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
  const watcher = watcherOf(folder, found.isDirectory(), path)
  let working = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<never>((_, fail) => {
      watcher.on('error', (cause) => fail(unreadable(path, cause)))
      watcher.on('change', (_, name) => {
        if (!isOfInterest(name === null ? null : String(name))) return
        clearTimeout(timer)
        timer = setTimeout(() => {
          working = working.then(changed)
          working.catch(fail)
        }, settling)
      })
    })
  } finally {
    clearTimeout(timer)
    watcher.close()
  }
}
