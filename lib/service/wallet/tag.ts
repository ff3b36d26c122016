/**
 * Tags: how far a device has been told, as `<generation>.<epoch>.<seq>`. Neither a clock nor a counter of the whole service:
 * with those, a change that is written later than another but numbered before it would never be listed.
 */

/** How far a device has been told. */
export interface Tag {
  readonly epoch: string
  readonly seq: number
}

const tagPattern = /^(?<generation>\d{1,9})\.(?<epoch>[A-Za-z0-9_-]{1,64})\.(?<seq>\d{1,15})$/

/** A tag as text. It is safe in a URL as it is. */
export const tagText = (generation: number, { epoch, seq }: Tag): string => `${generation}.${epoch}.${seq}`

/** The tag of a text; undefined if it is none of this generation. */
export const readTag = (generation: number, text: string): Tag | undefined => {
  const { generation: given, epoch, seq } = tagPattern.exec(text)?.groups ?? {}
  if (given !== String(generation) || epoch === undefined) return undefined
  return { epoch, seq: Number(seq) }
}
