/** Shards: a partition of DynamoDB takes 1,000 writes a second, so no single one takes them all. */
import { type Audience, audienceOf } from '../../core/links/issue.ts'
import type { Lane } from '../../ports/lane.ts'

/** How many the indexes have. To change it, every record must be written anew. */
export const shards = 8

/** The shard of a key, from 0: FNV-1a, which spreads keys that differ only at the end. */
export const shardOf = (key: string, count = shards): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  return (hash >>> 0) % count
}

const shardsOfHolders: Readonly<Record<Audience, number>> = { few: 1, many: 16 }

/** How many those who hold a pass are spread over. To change it, every registration must be written anew. */
export const holderShards = (issue: string): number => shardsOfHolders[audienceOf(issue)]

/** The partition of the index `by-template` for one shard of a template. */
export const listingKey = (template: string, shard: number): string => `${template}#${shard}`

const pendingPrefixes: Readonly<Record<Lane, string>> = { live: 'PENDING', rollout: 'PENDING-ROLLOUT' }

/** The partition of the index `pending` for one shard of a lane. */
export const pendingKey = (shard: number, lane: Lane = 'live'): string => `${pendingPrefixes[lane]}#${shard}`

/** The lane of such a partition. */
export const laneOf = (key: string): Lane => (key.startsWith(`${pendingPrefixes.rollout}#`) ? 'rollout' : 'live')
