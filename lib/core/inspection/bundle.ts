/** Looks at a bundle of passes. */
import type { Bytes } from '../bytes.ts'
import { ArchiveError } from '../errors.ts'
import type { Finding } from '../finding.ts'
import { bundleLimits, passEnding } from '../format/bundles.ts'
import { isJunk } from '../format/junk.ts'
import { type OpenedPackage, openPackage } from '../reading/open.ts'
import { fault } from './fault.ts'
import type { BundleInspection } from './inspection.ts'
import type { InspectOptions } from './options.ts'
import { inspectPass } from './pass.ts'

type BundledPass = BundleInspection['passes'][number]

/** How many passes of a bundle are looked at, and how many unpacked bytes all of them together may have. */
const most = { passes: 2 * bundleLimits.passes, bytes: 256 * 1024 * 1024 } as const

const isPassName = (name: string): boolean => !name.includes('/') && name.toLowerCase().endsWith(passEnding)

/** What is wrong with a bundle of these names and this size. */
export const bundleFindings = (names: readonly string[], bytes: number): readonly Finding[] => {
  const findings: Finding[] = []
  const count = names.filter(isPassName).length
  if (count === 0 || count > bundleLimits.passes) {
    findings.push(
      fault('bundle-pass-count', '', `the bundle holds ${count} passes; 1 to ${bundleLimits.passes} are allowed`),
    )
  }
  if (bytes > bundleLimits.bytes) {
    findings.push(fault('bundle-too-large', '', `the bundle has ${bytes} bytes; ${bundleLimits.bytes} are allowed`))
  }
  for (const name of names) {
    if (isPassName(name) && !isJunk(name)) continue
    const [code, what] = isJunk(name)
      ? (['bundle-junk', 'an operating system left the file there'] as const)
      : (['bundle-entry-unwanted', `the file is no ${passEnding} at the root of the bundle`] as const)
    findings.push(fault(code, name, what))
  }
  return findings
}

const totalBytes = (files: ReadonlyMap<string, Bytes>): number =>
  [...files.values()].reduce((sum, { length }) => sum + length, 0)

/** Opens and looks at each pass, one after the other, so that no more than one is unpacked at a time. */
const inspectAll = async (files: readonly (readonly [string, Bytes])[], options: InspectOptions) => {
  const passes: BundledPass[] = []
  const findings: Finding[] = []
  let left: number = most.bytes
  for (const [index, [name, bytes]] of files.entries()) {
    if (index >= most.passes || left <= 0) {
      findings.push(fault('bundle-unread', name, 'the pass was not looked at: the bundle is too large'))
      continue
    }
    try {
      const opened = await openPackage(bytes, { name, ...(options.profile ? { profile: options.profile } : {}) })
      left -= totalBytes(opened.files)
      passes.push({ name, inspection: await inspectPass(opened, { ...options, finished: true }) })
    } catch (cause) {
      if (!(cause instanceof ArchiveError)) throw cause
      findings.push(fault('bundle-pass-unreadable', name, cause.message))
    }
  }
  return { passes, findings }
}

const sameFindings = (passes: readonly BundledPass[]): readonly Finding[] => {
  const names = new Map<string, string>()
  const findings: Finding[] = []
  for (const { name, inspection } of passes) {
    const { passTypeIdentifier, serialNumber } = inspection.pass ?? {}
    if (passTypeIdentifier === undefined || serialNumber === undefined) continue
    const identity = JSON.stringify([passTypeIdentifier, serialNumber])
    const other = names.get(identity)
    if (other !== undefined) findings.push(fault('bundle-same-pass', name, `it is the same pass as ${other}`))
    names.set(identity, name)
  }
  return findings
}

/**
 * Everything that can be told of a bundle.
 *
 * @param bytes the size of the archive
 */
export const inspectBundle = async (
  { files, findings: archive }: OpenedPackage,
  bytes: number,
  options: InspectOptions,
): Promise<BundleInspection> => {
  const { passes, findings } = await inspectAll(
    [...files].filter(([name]) => isPassName(name) && !isJunk(name)),
    options,
  )
  const own = bundleFindings([...files.keys()], bytes)
  return { kind: 'bundle', passes, findings: [...archive, ...own, ...findings, ...sameFindings(passes)] }
}
