/** Images of a record of a backup: the store of files has no backup, and what was replaced since is gone from it. */
import type { Assets } from '../../ports/assets.ts'
import type { PassRecord, RecordImage } from '../../ports/records.ts'
import { limits } from '../limits.ts'

/** A record whose images are there, and how many of them are not those of the backup. */
export interface WithImages {
  readonly record: PassRecord
  readonly lost: number
}

/**
 * Gives a record of a backup the images that are there: an image whose file is gone is that of today under the same name,
 * or none.
 */
export const withImages = async (
  { assets }: { readonly assets: Pick<Assets, 'get'> },
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
  return { record: { ...backup, images }, lost }
}
