/** Signed passes to hand out. */
import type { Bytes } from '../../core/bytes.ts'
import type { Assets } from '../../ports/assets.ts'
import { type Clock, seconds } from '../../ports/clock.ts'
import type { PassRecord } from '../../ports/records.ts'
import { limits } from '../limits.ts'
import type { PassFile } from '../service.ts'
import type { Builder } from './builder.ts'
import { MissingImageError } from './filler.ts'

/** Hands out passes. */
export interface PassFiles {
  /**
   * The signed pass of a record: the stored one, or built on the spot.
   *
   * @param read reads the record; a second time if what the first one names was replaced meanwhile
   */
  readonly of: (read: () => Promise<PassRecord>) => Promise<PassFile>
}

/** What {@link makePassFiles} needs of the world. */
export interface PassFilesPorts {
  readonly assets: Assets
  readonly clock: Clock
}

/** Makes what hands out passes. */
export const makePassFiles = ({ assets, clock }: PassFilesPorts, build: Builder): PassFiles => {
  const stored = async ({ built, version }: PassRecord): Promise<Bytes | undefined> =>
    built?.version === version
      ? await assets.get('passes', built.key, { maxBytes: Math.max(built.bytes, limits.passBytes) })
      : undefined

  const fileOf = async (record: PassRecord): Promise<PassFile> => ({
    bytes: (await stored(record)) ?? (await build(record)),
    lastModified: Math.min(record.lastModified, seconds(clock.now())),
    pass: record,
  })

  return {
    of: async (read) => {
      const record = await read()
      try {
        return await fileOf(record)
      } catch (error) {
        if (!(error instanceof MissingImageError)) throw error
        const now = await read()
        if (now.revision === record.revision) throw error
        return await fileOf(now)
      }
    },
  }
}
