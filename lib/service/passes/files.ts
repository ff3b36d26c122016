/** Signed passes to hand out. */
import type { Bytes } from '../../core/bytes.ts'
import type { Assets } from '../../ports/assets.ts'
import { type Clock, seconds } from '../../ports/clock.ts'
import type { BuiltObject, PassRecord } from '../../ports/records.ts'
import { limits } from '../limits.ts'
import type { PassFile, ServiceSettings } from '../service.ts'
import { cannotBeBuilt } from './build-failure.ts'
import type { Builder } from './builder.ts'
import { makeDateOf } from './dates.ts'
import { makeFailedBuilds } from './failed-builds.ts'
import { MissingImageError } from './filler.ts'

/** Hands out passes. */
export interface PassFiles {
  /**
   * The signed pass of a record: the stored one, or built on the spot; the last one that was built, if this one cannot be.
   *
   * @param again reads the record once more, if what it names was replaced meanwhile
   */
  readonly of: (record: PassRecord, again: () => Promise<PassRecord>) => Promise<PassFile>
}

/** What {@link makePassFiles} needs of the world. */
export interface PassFilesPorts {
  readonly assets: Assets
  readonly clock: Clock
}

/** The bytes of a version, and when that version came to be in whole seconds since 1970. */
interface VersionFile {
  readonly bytes: Bytes
  readonly modifiedAt: number
}

/** Makes what hands out passes. */
export const makePassFiles = (
  { assets, clock }: PassFilesPorts,
  build: Builder,
  settings: Pick<ServiceSettings, 'restoredAt'>,
): PassFiles => {
  const dateOf = makeDateOf(settings)

  const stored = async ({ key, bytes: size, lastModified }: BuiltObject): Promise<VersionFile | undefined> => {
    const bytes = await assets.get('passes', key, { maxBytes: Math.max(size, limits.passBytes) })
    return bytes && { bytes, modifiedAt: lastModified }
  }

  const failed = makeFailedBuilds({ clock })

  const lastGoodOf = async ({ built }: PassRecord): Promise<VersionFile | undefined> => built && (await stored(built))

  const buildNow = async (record: PassRecord): Promise<VersionFile> => {
    try {
      return { bytes: await build(record), modifiedAt: record.lastModified }
    } catch (error) {
      if (!cannotBeBuilt(error)) throw error
      failed.note(record, error)
      const lastGood = await lastGoodOf(record)
      if (lastGood) return lastGood
      throw error
    }
  }

  /** What has no last good version is tried each time: there is nothing else to hand out. */
  const built = async (record: PassRecord): Promise<VersionFile> =>
    (failed.has(record) ? await lastGoodOf(record) : undefined) ?? (await buildNow(record))

  const asFile = (record: PassRecord, { bytes, modifiedAt }: VersionFile): PassFile => ({
    ...{ bytes, modifiedAt },
    lastModified: Math.min(dateOf(record, modifiedAt), seconds(clock.now())),
    pass: record,
  })

  const fileOf = async (record: PassRecord): Promise<PassFile> => {
    const isBuilt = record.built?.version === record.version
    return asFile(record, (isBuilt && (await stored(record.built))) || (await built(record)))
  }

  return {
    of: async (record, again) => {
      try {
        return await fileOf(record)
      } catch (error) {
        if (!(error instanceof MissingImageError)) throw error
        const now = await again()
        if (now.revision !== record.revision) return await fileOf(now)
        // The image is lost: until somebody puts it again, there is only the version before.
        const lastGood = await lastGoodOf(now)
        if (!lastGood) throw error
        return asFile(now, lastGood)
      }
    },
  }
}
