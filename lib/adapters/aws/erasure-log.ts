/** The log of erasures, read: the names of its files say all that is in it. */
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import type { Erasure } from '../../ports/inventory.ts'
import type { Page, PageRequest } from '../../ports/page.ts'
import { erasureOfKey } from '../../service/passes/erasure-log.ts'
import { cursorAt, positionOf } from './cursor.ts'
import { timeouts } from './timeouts.ts'
import { unavailable } from './unavailable.ts'

/** Where it is. */
export interface ErasureLogOptions {
  /** Holds `tombstones/`. */
  readonly templatesBucket: string
  /** Default: one for what the environment of the process names. */
  readonly client?: Pick<S3Client, 'send'>
}

const prefix = 'tombstones/'
const list = 'erasures'
/** S3 names no more at once. */
const mostKeys = 1000

/** Makes `Recovery.erasures`. */
export const listErasures = ({
  templatesBucket,
  client = new S3Client({ requestHandler: timeouts.files }),
}: ErasureLogOptions): ((page: PageRequest) => Promise<Page<Erasure>>) => {
  return async ({ limit, cursor }) => {
    const command = new ListObjectsV2Command({
      Bucket: templatesBucket,
      Prefix: prefix,
      MaxKeys: Math.min(limit, mostKeys),
      ...(cursor === undefined ? {} : { StartAfter: positionOf(list, cursor) }),
    })
    const { Contents: objects = [], IsTruncated: hasMore = false } = await client
      .send(command)
      .catch((error: unknown) => {
        throw unavailable('the store of files', error)
      })
    const keys = objects.flatMap(({ Key: key }) => key ?? [])
    const last = keys.at(-1)
    return {
      items: keys.flatMap((key) => erasureOfKey(key.slice(prefix.length)) ?? []),
      ...(hasMore && last !== undefined ? { next: cursorAt(list, last) } : {}),
    }
  }
}
