/** The API key of the local stack: made once, kept in a file that only its owner may read, and known to the service. */
import { readFile, writeFile } from 'node:fs/promises'
import { systemClock, systemRandom } from '../../../lib/adapters/system.ts'
import { utf8 } from '../../../lib/core/bytes.ts'
import { type SecretsAdmin, type StoredApiKey, scopes } from '../../../lib/ports/secrets.ts'
import { newApiKey } from '../../../lib/service/keys/new-api-key.ts'
import { sha256Hex } from '../../../lib/service/sha256.ts'

const label = 'npm start'

const keyShape = /^pwk_([a-z0-9]{8})_[A-Za-z0-9_-]{43}$/

/** What the service keeps of the key in the file; undefined if there is none. */
const readKey = async (file: string): Promise<{ readonly key: string; readonly stored: StoredApiKey } | undefined> => {
  const key = (await readFile(file, 'utf8').catch(() => '')).trim()
  const [, id] = keyShape.exec(key) ?? []
  if (id === undefined) return undefined
  const createdAt = new Date(systemClock.now()).toISOString()
  return { key, stored: { id, hash: await sha256Hex(utf8(key)), scopes, label, createdAt } }
}

const makeKey = async (file: string) => {
  const made = await newApiKey({ scopes, label }, { random: systemRandom, clock: systemClock })
  await writeFile(file, `${made.key}\n`, { mode: 0o600 })
  return made
}

/** The key, which may do everything; also what an earlier version of this project knew nothing of. */
export const localApiKey = async (file: string, admin: SecretsAdmin): Promise<string> => {
  const { key, stored } = (await readKey(file)) ?? (await makeKey(file))
  await admin.changeApiKeys((keys) =>
    keys.some(
      (key) => key.id === stored.id && key.hash === stored.hash && scopes.every((scope) => key.scopes.includes(scope)),
    )
      ? keys
      : [...keys.filter(({ id }) => id !== stored.id), stored],
  )
  return key
}
