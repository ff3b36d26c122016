/** How far a stream has been read. */

/** The last sequence number that was dealt with, by shard. */
export interface Checkpoints {
  readonly get: (shard: string) => Promise<string | undefined>
  readonly set: (shard: string, sequenceNumber: string) => Promise<void>
}
