/** Idempotency keys: a request that was made before is answered, not done again. */
import { utf8 } from '../../core/bytes.ts'
import { type Clock, seconds } from '../../ports/clock.ts'
import type { IdempotencyEntry, PassId, Records } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import type { Preconditions, Written } from '../service.ts'
import { sha256Hex } from '../sha256.ts'
import type { Tombstones } from './tombstones.ts'

/** What a request says of its idempotency. */
export type Idempotency = NonNullable<Preconditions['idempotency']>

/** Who asks and with which key, each behind its length so that no two pairs are the same text. */
const scopeOf = ({ principal, key }: Idempotency): Promise<string> =>
  sha256Hex(utf8(`${principal.length}:${principal}${key.length}:${key}`))

/** Remembers requests. */
export interface Memory {
  /**
   * What the request came to when it was made before; undefined if it was not.
   *
   * @throws ServiceError `idempotency/key-reused`, `pass/erased`
   */
  readonly recall: (request: Idempotency) => Promise<Written | undefined>
  /** What is written together with the record. */
  readonly entry: (
    request: Idempotency,
    pass: PassId,
    came: Pick<Written, 'created' | 'changed'>,
  ) => Promise<IdempotencyEntry>
}

/** What {@link makeMemory} needs. */
export interface MemoryPorts {
  readonly records: Records
  readonly clock: Clock
}

/** Makes the memory of requests. */
export const makeMemory = ({ records, clock }: MemoryPorts, tombstones: Tombstones): Memory => ({
  recall: async (request) => {
    const entry = await records.findIdempotent(await scopeOf(request), seconds(clock.now()))
    if (!entry) return undefined
    if (entry.fingerprint !== request.fingerprint) {
      const message = 'this idempotency key came with another request before: take a new key for a new request'
      throw new ServiceError('idempotency/key-reused', message)
    }
    const pass = await records.get(entry.pass)
    if (!pass) throw await tombstones.whyMissing(entry.pass)
    const { created, changed } = entry
    return { pass, created, changed, repeated: true, warnings: [] }
  },
  entry: async (request, { passTypeIdentifier, serialNumber }, { created, changed }) => ({
    scope: await scopeOf(request),
    fingerprint: request.fingerprint,
    pass: { passTypeIdentifier, serialNumber },
    created,
    changed,
    expiresAt: seconds(clock.now()) + (request.seconds ?? limits.idempotencySeconds),
  }),
})
