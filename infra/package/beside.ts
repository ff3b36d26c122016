/** Files that a function reads besides its code: those of packages, at the place where modules are looked for, and badges. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { badgeFolder, readBadges } from '../../lib/adapters/badges.ts'
import { pictureFiles } from '../../lib/adapters/pictures/files.ts'
import { utf8 } from '../../lib/core/bytes.ts'

const { resolve } = createRequire(import.meta.url)

/** Modules that read files, each with those that it reads, as modules are named. */
const readers: ReadonlyMap<string, readonly string[]> = new Map([
  ['lib/adapters/pictures/node-pictures.ts', pictureFiles],
])

/** Of the project, to be read at the same place. */
const badgesBeside = (inputs: readonly string[]): readonly (readonly [path: string, bytes: Uint8Array])[] =>
  inputs.includes('lib/adapters/badges.ts')
    ? [...readBadges()].map(([language, svg]) => [`${badgeFolder}/${language}.svg`, utf8(svg)])
    : []

/**
 * The files that a bundle has to have beside it, by their paths in the archive.
 *
 * @param inputs the modules that it consists of, by their paths below the root
 */
export const filesBeside = async (inputs: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> => {
  const files = inputs.flatMap((input) => readers.get(input) ?? [])
  const ofPackages = await Promise.all(
    files.map(
      async (file): Promise<readonly [string, Uint8Array]> => [`node_modules/${file}`, await readFile(resolve(file))],
    ),
  )
  return new Map([...ofPackages, ...badgesBeside(inputs)])
}
