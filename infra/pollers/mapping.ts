/** What Lambda calls an event source mapping: what feeds a function, and how. */

/** What a stream or a queue feeds. */
export interface Mapping {
  /** The ARN of the stream or queue. */
  readonly source: string
  /** The name or ARN of the function. */
  readonly functionName: string
  readonly batchSize: number
  readonly reportsItems: boolean
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST'
  readonly bisects: boolean
  /** How often a failed batch is tried again; -1 for ever. */
  readonly retries: number
  /** The ARN of the queue that takes what failed for good. */
  readonly onFailure?: string
}

/** The region in the ARN of a stream or queue. */
export const regionOf = (arn: string): string => arn.split(':')[3] ?? ''
