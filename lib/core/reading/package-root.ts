/** Finds the root of a package among files that may lie in a folder, or several folders, of an archive. */

import { isJunk } from '../format/junk.ts'
import { manifestName, signatureName } from '../format/package-path.ts'

/** Files that only stand at the root of a package. */
const rootFiles: ReadonlySet<string> = new Set([
  'pass.json',
  manifestName,
  signatureName,
  'template.json',
  'tooling.json',
])

const passFile = /\.pkpass$/i

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

const depthOf = (folder: string): number => folder.split('/').length

/** Whether a folder with this file in it is the root of a package. */
const marksRoot = (path: string): boolean => {
  const name = path.slice(folderOf(path).length)
  return rootFiles.has(name) || passFile.test(name)
}

/** The folders that could be the root, the one nearest to the top first; of equals, one with a `pass.json`. */
const candidates = (paths: readonly string[]): readonly string[] => {
  const all = new Set(paths)
  const folders = Array.from(new Set(paths.filter(marksRoot).map(folderOf)), (folder) => ({
    folder,
    rank: depthOf(folder) * 2 + (all.has(`${folder}pass.json`) ? 0 : 1),
  }))
  return folders.sort((a, b) => a.rank - b.rank).map(({ folder }) => folder)
}

/**
 * The folder in which the package lies, with a slash at its end; `''` if that is where it should be. Told by the files that
 * every package has at its root, not by how deep the others lie.
 */
export const packageRoot = (files: ReadonlyMap<string, unknown>): string => {
  const paths = [...files.keys()].filter((path) => !isJunk(path))
  return candidates(paths)[0] ?? ''
}
