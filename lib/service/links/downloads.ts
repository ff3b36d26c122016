/** What is fetched by links. */
import type { PassRecord } from '../../ports/records.ts'
import { eachOf } from '../each-of.ts'
import { ServiceError } from '../errors.ts'
import type { BundleOf } from '../passes/bundles.ts'
import type { PassFiles } from '../passes/files.ts'
import type { PassFile } from '../service.ts'
import type { Follow, FollowedPass } from './follow.ts'
import type { Issue } from './issue.ts'
import type { DownloadService } from './link-services.ts'
import type { GoodLink, OpenToken } from './open-token.ts'
import { standingPasses } from './standing-passes.ts'
import type { Visit } from './visit.ts'

/** What {@link makeDownloadService} needs. */
export interface DownloadParts {
  readonly openToken: OpenToken
  readonly visit: Visit
  readonly follow: Follow
  readonly issue: Issue
  readonly files: PassFiles
  readonly bundleOf: BundleOf
}

/** Passes that are issued, built and signed at once. */
const atOnce = 4

const noSuchPlace = (link: GoodLink, place: number | undefined): ServiceError => {
  const most = link.entries.length
  const message = place === undefined ? 'the link leads to several passes' : `the link has no pass ${place}`
  return new ServiceError('link/place-unknown', `${message}: name one by its place, from 1 to ${most}`)
}

const entryAt = (link: GoodLink, place: number | undefined) => {
  const isOnly = place === undefined && link.entries.length === 1
  const entry = link.entries[isOnly ? 0 : (place ?? 0) - 1]
  if (!entry) throw noSuchPlace(link, place)
  return entry
}

/** Makes the service of downloads. */
export const makeDownloadService = (parts: DownloadParts): DownloadService => {
  const { openToken, visit, follow, issue, files, bundleOf } = parts

  const issued = async (pass: FollowedPass, again: () => Promise<FollowedPass>): Promise<PassRecord> => {
    const record = pass.kind === 'issued' ? pass.record : await issue(pass.entry)
    if (record) return record
    const now = await again()
    if (now.kind === 'issued') return now.record
    throw new ServiceError('pass/busy', 'the pass was issued and is not there yet: try again in a moment')
  }

  const fileOf = async (pass: FollowedPass, again: () => Promise<FollowedPass>): Promise<PassFile> => {
    const record = await issued(pass, again)
    return await files.of(record, async () => issued(await again(), again))
  }

  /** A visit is answered with its own link, so that a fetch that is repeated gets the same pass. */
  const moved = async (link: GoodLink): Promise<{ readonly moved: string }> => {
    await standingPasses(link, follow)
    return { moved: (await visit(link)).token }
  }

  return {
    file: async (token, place) => {
      const link = await openToken(token)
      const entry = entryAt(link, place)
      if (link.isEnrolment) return await moved(link)
      const again = () => follow(link, entry)
      return await fileOf(await again(), again)
    },
    bundle: async (token) => {
      const link = await openToken(token)
      if (link.isEnrolment) return await moved(link)
      const standing = await standingPasses(link, follow)
      const passes = await eachOf(standing, atOnce, async ({ place, pass }) => {
        const entry = entryAt(link, place)
        return (await fileOf(pass, () => follow(link, entry))).bytes
      })
      return await bundleOf(passes)
    },
    look: async (token, place) => {
      const link = await openToken(token)
      if (place === 'all') await standingPasses(link, follow)
      else await follow(link, entryAt(link, place))
    },
  }
}
