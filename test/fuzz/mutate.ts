/** Makes one mutant: an archive of a seed, in which one thing or several are wrong. */
import { digestFiles, encodeManifest } from '../../lib/core/archive/manifest.ts'
import type { Bytes } from '../../lib/core/bytes.ts'
import { aZip, type ZipFile } from '../builders/zip.ts'
import type { Chance } from './chance.ts'
import { mutateDer } from './mutators/der.ts'
import { mutateJson } from './mutators/json.ts'
import { mutateManifest } from './mutators/manifest.ts'
import { mutatePng } from './mutators/png.ts'
import { mutateBytes } from './mutators/splice.ts'
import { mutateStrings } from './mutators/strings.ts'
import { mutateZip } from './mutators/zip.ts'
import type { Seed } from './seeds.ts'

/** What a mutator of files is for, and what it does to one. */
interface FileMutator {
  readonly takes: (path: string) => boolean
  readonly mutate: (bytes: Uint8Array, chance: Chance) => Bytes
}

const fileMutators = {
  json: {
    takes: (path) => path.endsWith('.json') && path !== 'manifest.json',
    mutate: mutateJson,
  },
  manifest: { takes: (path) => path === 'manifest.json', mutate: mutateManifest },
  der: { takes: (path) => path === 'signature', mutate: mutateDer },
  strings: { takes: (path) => path.endsWith('.strings'), mutate: mutateStrings },
  png: { takes: (path) => path.endsWith('.png'), mutate: mutatePng },
  bytes: { takes: () => true, mutate: mutateBytes },
} as const satisfies Record<string, FileMutator>

/** The name of a mutator. */
export type MutatorName = keyof typeof fileMutators | 'zip'

// JSON says most, and has the most readers; so it is mutated most.
const order: readonly MutatorName[] = [
  'zip',
  'zip',
  'json',
  'json',
  'json',
  'der',
  'der',
  'strings',
  'strings',
  'png',
  'manifest',
  'bytes',
]

/** A mutant, and the mutators that made it. */
export interface Mutant {
  readonly seed: string
  readonly mutators: readonly MutatorName[]
  readonly archive: Bytes
}

const mutateFile = (files: Map<string, Bytes>, { takes, mutate }: FileMutator, chance: Chance): boolean => {
  const path = chance.any([...files.keys()].filter(takes))
  if (path === undefined) return false
  files.set(path, mutate(files.get(path) ?? new Uint8Array(), chance))
  return true
}

/** Lists the files as they are now, so that what the manifest says is right although a file is wrong. */
const refreshManifest = async (files: Map<string, Bytes>): Promise<void> => {
  if (files.has('manifest.json')) files.set('manifest.json', encodeManifest(await digestFiles(files)))
}

/** Puts a mutant of a pass in the place of one of a bundle's passes. */
const mutateBundled = async (files: Map<string, Bytes>, seeds: readonly Seed[], chance: Chance) => {
  const path = chance.any([...files.keys()].filter((name) => name.endsWith('.pkpass')))
  if (path === undefined) return []
  const passes = seeds.filter((seed) => seed.files.has('signature'))
  const { mutators, archive } = await makeMutant(passes, chance)
  files.set(path, archive)
  return mutators
}

/** Makes the mutant of one case. */
export const makeMutant = async (seeds: readonly Seed[], chance: Chance): Promise<Mutant> => {
  const seed = chance.any(seeds)
  if (!seed) throw new Error('there are no seeds')
  const files = new Map(seed.files)
  const mutators: MutatorName[] = [...(await mutateBundled(files, seeds, chance))]
  for (let count = chance.oneIn(4) ? 3 : 1; count > 0; count--) {
    const name = chance.any(order) ?? 'bytes'
    if (name === 'zip' || mutateFile(files, fileMutators[name], chance)) mutators.push(name)
  }
  if (mutators.length === 0) mutators.push('zip')
  if (chance.oneIn(2) && !mutators.includes('manifest')) await refreshManifest(files)
  const packed: ZipFile[] = Array.from(files, ([name, data]) => ({ name, data, method: chance.oneIn(2) ? 8 : 0 }))
  const archive = mutators.includes('zip') ? mutateZip(packed, chance) : aZip(packed)
  return { seed: seed.name, mutators, archive: chance.oneIn(16) ? mutateBytes(archive, chance) : archive }
}
