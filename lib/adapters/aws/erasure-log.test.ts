import type { ListObjectsV2CommandInput } from '@aws-sdk/client-s3'
import { describe, expect, it } from 'vitest'
import { CursorError } from '../../ports/page.ts'
import { listErasures } from './erasure-log.ts'

const tombstone = (digit: string): string => `1.${digit.repeat(64)}`

const keys = [
  `tombstones/${tombstone('a')}/pass-5.json`,
  'tombstones/1.az-note.txt',
  `tombstones/${tombstone('b')}/personal-data-7.json`,
]

/** A bucket that answers as S3 does. */
const aBucket = (asked: ListObjectsV2CommandInput[] = []) => ({
  send: (({ input }: { readonly input: ListObjectsV2CommandInput }) => {
    asked.push(input)
    const left = keys.filter((key) => key > (input.StartAfter ?? ''))
    const Contents = left.slice(0, input.MaxKeys).map((Key) => ({ Key }))
    return Promise.resolve({ Contents, IsTruncated: Contents.length < left.length })
  }) as never,
})

describe('the log of erasures in S3', () => {
  it('comes in pages, and passes over what is no part of it', async () => {
    const list = listErasures({ templatesBucket: 'bucket', client: aBucket() })
    const first = await list({ limit: 2 })
    expect(first.items).toEqual([{ tombstone: tombstone('a'), erasedAt: 5 }])
    expect(await list({ limit: 2, cursor: first.next ?? '' })).toEqual({
      items: [{ tombstone: tombstone('b'), erasedAt: 7, of: 'personal-data' }],
    })
  })

  it('is asked for no more than S3 gives at once', async () => {
    const asked: ListObjectsV2CommandInput[] = []
    await listErasures({ templatesBucket: 'bucket', client: aBucket(asked) })({ limit: 5000 })
    expect(asked).toEqual([{ Bucket: 'bucket', Prefix: 'tombstones/', MaxKeys: 1000 }])
  })

  it('takes no cursor of another list', async () => {
    const list = listErasures({ templatesBucket: 'bucket', client: aBucket() })
    await expect(list({ limit: 1, cursor: 'WyJhIiwiYiJd' })).rejects.toThrow(CursorError)
  })
})
