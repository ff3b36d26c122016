/** Opens whatever holds a pass: an archive or the files of a folder, recognised by what is in it and not by its name. */
import type { ArchiveLimits } from '../archive/limits.ts'
import { type Bytes, copyBytes } from '../bytes.ts'
import type { Finding, Profile } from '../finding.ts'
import { isJunk } from '../format/junk.ts'
import { pathFault, shownName } from '../format/package-path.ts'
import { ArchiveFaults } from './archive-faults.ts'
import { type PackageKind, packageKind } from './package-kind.ts'
import { packageRoot } from './package-root.ts'
import { tolerantUnzip } from './tolerant-unzip.ts'

/** What came out of an archive or a folder. */
export interface OpenedPackage {
  /** `pass`: a `.pkpass`; `bundle`: a `.pkpasses`; `template`: Apple's Pass Designer or ours; `folder`: a pass not signed yet. */
  readonly kind: PackageKind
  /**
   * By path from the package's own root, never out of it. What operating systems left there is among them, so that it can
   * be told of. A name from an archive may have a backslash.
   */
  readonly files: ReadonlyMap<string, Bytes>
  /** What is wrong with the archive itself. */
  readonly findings: readonly Finding[]
  /** Whether the files came out of an archive. */
  readonly archived: boolean
}

/** How to open a package. */
export interface OpenOptions {
  /** What an archive may cost. Default: see `defaultLimits`. */
  readonly limits?: Partial<ArchiveLimits>
  /** How strictly to judge the archive. Default: `lenient`. */
  readonly profile?: Profile
  /** The archive's file name, if it has one: an unsigned archive that is named like a pass is taken for one. */
  readonly name?: string
}

/** Files by path. */
type Files = Iterable<readonly [path: string, bytes: Uint8Array]>

const collect = (input: Files, faults: ArchiveFaults): Map<string, Bytes> => {
  const files = new Map<string, Bytes>()
  for (const [path, bytes] of input) {
    const fault = pathFault(path.replaceAll('\\', '/'))
    if (fault === undefined) files.set(path, copyBytes(bytes))
    else faults.add('archive-unsafe-path', path, `the name ${fault}; the file was left out`)
  }
  return files
}

interface Rooted {
  readonly files: ReadonlyMap<string, Bytes>
  /** What was left out. */
  readonly beside: readonly string[]
}

/** The files below a folder, by their path from there, and junk wherever it lies. */
const below = (root: string, files: ReadonlyMap<string, Bytes>): Rooted => {
  if (root === '') return { files, beside: [] }
  const own = new Map<string, Bytes>()
  const beside: string[] = []
  for (const [path, bytes] of files) {
    if (path.startsWith(root)) own.set(path.slice(root.length), bytes)
    else if (isJunk(path)) own.set(path, bytes)
    else beside.push(path)
  }
  return { files: own, beside }
}

const tellOfRoot = (root: string, beside: readonly string[], isSource: boolean, faults: ArchiveFaults): void => {
  if (root !== '')
    faults.add(isSource ? 'source-wrapped' : 'archive-wrapped', '', `the files lie in the folder ${shownName(root)}`)
  const [first, ...others] = beside
  if (first !== undefined) {
    const more = others.length === 0 ? '' : ` and ${others.length} more`
    faults.add('archive-beside-root', '', `${shownName(first)}${more} lie beside the folder ${shownName(root)}`)
  }
}

/**
 * Opens a package: an archive as bytes, or the files of a folder by path. Folders around the package are taken off. What is
 * wrong with the archive is among the findings; work and memory are bounded by `limits`.
 *
 * @throws {ArchiveError} `archive/not-zip` if nothing of it can be read; `archive/too-many-files` or `archive/too-large`
 * @example
 * ```ts
 * const { kind, files, findings } = await openPackage(bytes)
 * ```
 */
export const openPackage = async (
  input: Uint8Array | Files,
  { limits = {}, profile = 'lenient', name = '' }: OpenOptions = {},
): Promise<OpenedPackage> => {
  const faults = new ArchiveFaults(profile)
  const archived = input instanceof Uint8Array
  const all = archived ? await tolerantUnzip(input, limits, faults) : collect(input, faults)
  const root = packageRoot(all)
  const { files, beside } = below(root, all)
  const kind = packageKind(files, { archived, name })
  const findings = faults.findings.map((finding) =>
    finding.path.startsWith(root) ? { ...finding, path: finding.path.slice(root.length) } : finding,
  )
  const rootFaults = new ArchiveFaults(profile)
  tellOfRoot(root, beside, !archived || kind === 'template' || kind === 'folder', rootFaults)
  return { kind, files, findings: [...rootFaults.findings, ...findings], archived }
}
