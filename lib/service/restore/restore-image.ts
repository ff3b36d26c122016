/** Images of a record of a backup: the store of files has no backup, and what was replaced since is gone from it. */
import { hex } from '../../core/bytes.ts'
import type { Assets } from '../../ports/assets.ts'
import type { Random } from '../../ports/random.ts'
import type { PassRecord, RecordImage } from '../../ports/records.ts'
import { limits } from '../limits.ts'

/** A record whose images are there, and how many of them are not those of the backup. */
export interface WithImages {
  readonly record: PassRecord
  readonly lost: number
}

/**
 * Gives a record of a backup the images that are there: an image whose file is gone is that of today under the same name,
 * or none. It looks like no pass then, by its `contentHash`: whoever puts the image again makes a version.
 */
export const withImages = async (
  { assets, random }: { readonly assets: Pick<Assets, 'get'>; readonly random: Random },
  backup: PassRecord,
  current: PassRecord | undefined,
): Promise<WithImages> => {
  const isThere = async (name: string, { key }: RecordImage): Promise<boolean> =>
    current?.images[name]?.key === key ||
    (await assets.get('images', key, { maxBytes: limits.imageBytes })) !== undefined
  let lost = 0
  const images: Record<string, RecordImage> = {}
  for (const [name, image] of Object.entries(backup.images)) {
    const found = (await isThere(name, image)) ? image : current?.images[name]
    if (found !== image) lost++
    if (found) images[name] = found
  }
  const contentHash = lost > 0 ? hex(random.bytes(32)) : backup.contentHash
  return { record: { ...backup, images, contentHash }, lost }
}
