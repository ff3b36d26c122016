/**
 * Apple's "Add to Apple Wallet" badges, for who has them: SVG files that are named by their languages, such as `en.svg`, in a
 * folder of the project. Functions have them at the same place.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isLanguage } from '../core/format/languages.ts'

/** Where they are, from the root of the project, or of a function's archive. */
export const badgeFolder = 'infra/badges'

const suffix = '.svg'

const filesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
  } catch {
    // Most have none.
    return []
  }
}

/** The badges by language. @param folder default: {@link badgeFolder} below the folder that the program runs in */
export const readBadges = (folder: string = badgeFolder): ReadonlyMap<string, string> =>
  new Map(
    filesIn(folder)
      .filter((name) => name.endsWith(suffix) && isLanguage(name.slice(0, -suffix.length)))
      .map((name) => [name.slice(0, -suffix.length), readFileSync(join(folder, name), 'utf8')]),
  )
