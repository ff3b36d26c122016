/** The log of erasures: files outside of the tables, by which a restore of the tables knows what must stay erased. */
import { utf8 } from '../../core/bytes.ts'
import type { Assets } from '../../ports/assets.ts'
import type { Erasure } from '../../ports/inventory.ts'

const keyPattern = /^(?<tombstone>[1-9]\d{0,2}\.[0-9a-f]{64})\/(?<of>pass|personal-data)-(?<erasedAt>\d{1,15})\.json$/

/** Where an erasure is noted, in the area `tombstones`: the key says all of it, so that a list of keys is the log. */
const erasureKey = ({ tombstone, erasedAt, of }: Erasure): string => `${tombstone}/${of ?? 'pass'}-${erasedAt}.json`

/** The erasure that a key tells of; undefined if it is none of the log. */
export const erasureOfKey = (key: string): Erasure | undefined => {
  const { tombstone, of, erasedAt } = keyPattern.exec(key)?.groups ?? {}
  if (tombstone === undefined) return undefined
  return { tombstone, erasedAt: Number(erasedAt), ...(of === 'personal-data' ? { of } : {}) }
}

/** Notes an erasure. The same again changes nothing. */
export const noteErasure = ({ assets }: { readonly assets: Assets }, erasure: Erasure): Promise<void> =>
  assets.put(
    'tombstones',
    erasureKey(erasure),
    // For whoever looks at the bucket.
    utf8(`${JSON.stringify({ erasedAt: new Date(erasure.erasedAt).toISOString() })}\n`),
    { contentType: 'application/json' },
  )
