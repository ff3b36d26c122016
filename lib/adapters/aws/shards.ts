/** Shards of the indexes: a partition of DynamoDB takes 1,000 writes a second, so no single one takes them all. */

/** How many. To change it, every record must be written anew. */
export const shards = 8

/** The shard of a key, from 0: FNV-1a, which spreads keys that differ only at the end. */
export const shardOf = (key: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  return (hash >>> 0) % shards
}

/** The partition of the index `by-template` for one shard of a template. */
export const listingKey = (template: string, shard: number): string => `${template}#${shard}`

/** The partition of the index `pending` for one shard. */
export const pendingKey = (shard: number): string => `PENDING#${shard}`
