/** What stands at a path that was named to be looked at: a file, the folder of a pass or template, or a folder of those. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleLimits } from '../core/format/bundles.ts'
import type { InspectOptions } from '../core/inspection/options.ts'
import { InputError } from './errors.ts'
import { assertPath, readFolder, readInputFile, unreadable } from './read-path.ts'

/** The bytes of a file, or the files of a folder by path. */
export type PackageBytes = Uint8Array | ReadonlyMap<string, Uint8Array>

/** A file or folder that is looked at as one. */
export interface PackageAt {
  readonly path: string
  readonly read: () => Promise<PackageBytes>
  /** Its name says that it is a signed pass. */
  readonly finished?: true
  /** Whether the expressions of a template may be run: a folder is its owner's, an archive may be anybody's. */
  readonly fillTemplates: boolean
}

const deepest = 16

const packageFile = /\.(?:pkpass|pkpasses|pkpasstemplate|pass)$/i
const passFile = /\.pkpass$/i
const bundleFile = /\.pkpasses$/i

/** Any of these at its root makes a folder one package. */
const roots: ReadonlySet<string> = new Set(['pass.json', 'template.json', 'tooling.json', 'manifest.json', 'signature'])

const packageFileAt = (path: string): PackageAt => ({
  path,
  read: () => readInputFile(path, bundleFile.test(path) ? bundleLimits.bytes : undefined),
  ...(passFile.test(path) ? { finished: true } : {}),
  fillTemplates: false,
})

const entriesOf = async (folder: string) => {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (cause) {
    throw unreadable(folder, cause)
  }
}

async function* inFolder(folder: string, depth: number): AsyncGenerator<PackageAt> {
  const entries = await entriesOf(folder)
  if (entries.some((entry) => entry.isFile() && roots.has(entry.name))) {
    yield { path: folder, read: () => readFolder(folder), fillTemplates: true }
    return
  }
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.name.startsWith('.') || depth === deepest) continue
    if (entry.isDirectory()) yield* inFolder(path, depth + 1)
    else if (entry.isFile() && packageFile.test(entry.name)) yield packageFileAt(path)
  }
}

/**
 * What is to be looked at below a path, in the order of the names. Symbolic links and hidden files inside of folders are
 * passed over.
 *
 * @throws InputError `input/not-a-path`, `input/unreadable`, `input/no-package`
 */
export async function* packagesAt(path: string): AsyncGenerator<PackageAt> {
  assertPath(path)
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  if (!found.isDirectory()) {
    yield packageFileAt(path)
    return
  }
  let count = 0
  for await (const each of inFolder(path, 0)) {
    count++
    yield each
  }
  if (count > 0) return
  throw new InputError('input/no-package', `${path} holds no pass, no bundle and no template`)
}

/** How to inspect what stands at a path: a bundle may be larger than other archives. */
export const optionsFor = ({
  path,
  finished,
  fillTemplates,
}: PackageAt): Pick<InspectOptions, 'finished' | 'limits' | 'fillTemplates'> => {
  const { bytes } = bundleLimits
  return {
    fillTemplates,
    ...(finished ? { finished } : {}),
    ...(bundleFile.test(path) ? { limits: { archiveBytes: bytes, entryBytes: bytes, totalBytes: bytes } } : {}),
  }
}
