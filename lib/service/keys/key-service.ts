/** Checks API keys. */
import { utf8 } from '../../core/bytes.ts'
import { sameSecret } from '../../core/links/same-secret.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Secrets, StoredApiKey } from '../../ports/secrets.ts'
import { keepValue } from '../cache/kept-value.ts'
import { ServiceError } from '../errors.ts'
import type { KeyService } from '../service.ts'
import { sha256Hex } from '../sha256.ts'

const pattern = /^pwk_(?<id>[a-z0-9]{8})_[A-Za-z0-9_-]{43}$/

const second = 1000
/** A key that is taken away works for so long at most. */
const maxAge = 60 * second
/** However many unknown keys come, the store is asked no more often. */
const rest = 5 * second

/** The hash of no key: what a key with an unknown id is compared with, so that it takes as long as one with a known id. */
const noHash = '-'.repeat(64)

/** Who holds the key may know why it opens nothing any more. */
const assertNotEnded = ({ expiresAt }: StoredApiKey, now: number): void => {
  if (expiresAt === undefined || now < Date.parse(expiresAt)) return
  const message = `the API key ended at ${expiresAt}: give the one that took its place`
  throw new ServiceError('request/key-invalid', message)
}

/** Makes the service of API keys. */
export const makeKeyService = ({
  secrets,
  clock,
}: {
  readonly secrets: Secrets
  readonly clock: Clock
}): KeyService => {
  const index = async (): Promise<ReadonlyMap<string, StoredApiKey>> =>
    new Map((await secrets.apiKeys()).map((key) => [key.id, key]))
  const kept = keepValue(index, { maxAge, rest, clock })

  const find = async (id: string): Promise<StoredApiKey | undefined> =>
    (await kept.current()).get(id) ?? (await kept.renewed()).get(id)

  return {
    verify: async (key) => {
      const { id } = pattern.exec(key)?.groups ?? {}
      const found = id === undefined ? undefined : await find(id)
      const isRight = sameSecret(await sha256Hex(utf8(key)), found?.hash ?? noHash)
      if (!(found && isRight))
        throw new ServiceError('request/key-invalid', 'the API key is not one of this deployment: give a valid one')
      assertNotEnded(found, clock.now())
      return { id: found.id, scopes: new Set(found.scopes) }
    },
  }
}
