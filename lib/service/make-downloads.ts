/** The use cases of fetching passes by links alone, for a function that does nothing else. */
import type { Ports } from '../ports/ports.ts'
import { lazyParts } from './lazy-parts.ts'
import { makeDownloadService } from './links/downloads.ts'
import { makeFollowing } from './links/following.ts'
import type { Issue } from './links/issue.ts'
import type { DownloadService } from './links/link-services.ts'
import type { BuildingPorts } from './parts.ts'
import type { BundleOf } from './passes/bundles.ts'
import { makePassFiles } from './passes/files.ts'
import { makeLocks } from './secrets/locks.ts'
import type { ServiceSettings } from './service.ts'

/** What downloads take of the world. */
export type DownloadPorts = BuildingPorts & Pick<Ports, 'linkRevocations'>

/** Makes `Service.downloads`. What fills, checks and builds passes is loaded when the first one is to be: most were built before. */
export const makeDownloads = (ports: DownloadPorts, settings: ServiceSettings): DownloadService => {
  const locks = makeLocks(ports)
  const building = lazyParts(ports, settings, locks)
  const issue: Issue = async (entry) => {
    const [parts, { makeWriting }, { makeIssue }] = await Promise.all([
      building(),
      import('./passes/make-writing.ts'),
      import('./links/issue.ts'),
    ])
    return await makeIssue({ ...parts, write: makeWriting(ports, parts).write })(entry)
  }
  const bundleOf: BundleOf = async (passes) => {
    const { makeBundleOf } = await import('./passes/bundles.ts')
    return await makeBundleOf(ports)(passes)
  }
  const files = makePassFiles(ports, async (record) => await (await building()).build(record), settings)
  return makeDownloadService({ ...makeFollowing(ports, locks.keys, settings), issue, files, bundleOf })
}
