/** Where the assets of a pass lie. Each life of a pass has a folder of its own: one that is created anew keeps apart. */
import type { PassId, PassRecord } from '../../ports/records.ts'

/** The prefix of the assets of one life of a pass, told by when it began (milliseconds since 1970). */
export const prefixOfLife = ({ passTypeIdentifier, serialNumber }: PassId, createdAt: number): string =>
  `${passTypeIdentifier}/${serialNumber}/${createdAt}/`

/** The key of an image, in the area `images`. `upload` is random text. */
export const imageKey = (pass: PassId, createdAt: number, sha256: string, upload: string): string =>
  `${prefixOfLife(pass, createdAt)}${sha256}-${upload}.png`

/** The key of a built pass, in the area `passes`. */
export const builtKey = (record: PassRecord, signerId: string): string => {
  const { createdAt, version, contentHash } = record
  return `${prefixOfLife(record, createdAt)}${version}-${contentHash.slice(0, 16)}-${signerId}.pkpass`
}
