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

/** What is done when. */
export interface Following {
  /** Done once, as soon as no change can be missed any more. */
  readonly first: () => Promise<void>
  /** Done after each change. */
  readonly changed: () => Promise<void>
}

/**
 * Calls `first`, then `changed` after each change, one call at a time, until the process ends or something fails.
 *
 * @param out what is written to, which is no change
 * @throws InputError `input/unreadable`, also if it can no longer be followed; whatever the calls throw
 */
export const follow = async (path: string, out: string, { first, changed }: Following): Promise<never> => {
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
  let watcher: FSWatcher | undefined
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<never>((_, fail) => {
      let working = Promise.resolve()
      const work = (task: () => Promise<void>): void => {
        working = working.then(task)
        working.catch(fail)
      }
      const again = (): void => {
        try {
          watchAnew()
        } catch (error) {
          fail(error)
          return
        }
        work(changed)
      }
      // Where Node watches file by file (on Linux), it is blind for a file that has been replaced: each change needs
      // a new watcher, which is there before the old one goes.
      const watchAnew = (): void => {
        const previous = watcher
        watcher = watcherOf(folder, found.isDirectory(), path)
        watcher.on('error', (cause) => fail(unreadable(path, cause)))
        watcher.on('change', (_, name) => {
          if (!isOfInterest(name === null ? null : String(name))) return
          clearTimeout(timer)
          timer = setTimeout(again, settling)
        })
        previous?.close()
      }
      watchAnew()
      work(first)
    })
  } finally {
    clearTimeout(timer)
    watcher?.close()
  }
}
