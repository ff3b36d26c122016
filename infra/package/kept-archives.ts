/** Archives of functions that were made before from the very same sources: bundling takes seconds, every start of the local stack. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const project = join(import.meta.dirname, '..', '..')

/** What goes into a bundle, and what makes it. */
const folders = ['functions', 'lib', join('infra', 'package')]
const files = ['package.json', 'package-lock.json', 'tsconfig.json']

const sourceFiles = (root: string): readonly string[] =>
  folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .concat(files)
    .sort()

/** A hash of all sources, which names the folder of what was made from them. */
const sourcesHash = (root: string): string => {
  const hash = createHash('sha256')
  for (const file of sourceFiles(root))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex').slice(0, 32)
}

/** Archives made from the sources as they are now. */
export interface KeptArchives {
  /** Undefined if there is none. */
  readonly find: (name: string) => Uint8Array | undefined
  readonly keep: (name: string, archive: Uint8Array) => void
}

/** What was kept of the sources as they are; what was kept of others goes with the first archive of these. */
export const keptArchives = (root = project): KeptArchives => {
  const shelf = join(root, 'node_modules', '.cache', 'passwright-functions')
  const hash = sourcesHash(root)
  const folder = join(shelf, hash)
  return {
    find: (name) => {
      try {
        return readFileSync(join(folder, `${name}.zip`))
      } catch {
        return undefined
      }
    },
    keep: (name, archive) => {
      mkdirSync(folder, { recursive: true })
      for (const other of readdirSync(shelf))
        if (other !== hash) rmSync(join(shelf, other), { recursive: true, force: true })
      // Whoever reads meanwhile sees the whole archive or none.
      const unfinished = join(folder, `${name}.${process.pid}`)
      writeFileSync(unfinished, archive)
      renameSync(unfinished, join(folder, `${name}.zip`))
    },
  }
}
