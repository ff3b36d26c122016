/** Secrets as JSON text: reading them without trust, and writing them. What is wrong is said without quoting it. */
import { utf8 } from '../../core/bytes.ts'
import { isObject, type Json, type JsonObject } from '../../core/format/json.ts'
import { UnavailableError } from '../../ports/errors.ts'
import { type KeyRing, type Scope, type StoredApiKey, type StoredSigner, scopes } from '../../ports/secrets.ts'

const unreadable = (name: string, expected: string): UnavailableError =>
  new UnavailableError(`the secret ${name} does not hold ${expected}: store it anew`)

const objectOf = (name: string, value: string, expected: string): JsonObject => {
  let json: unknown
  try {
    json = JSON.parse(value)
  } catch {
    throw unreadable(name, expected)
  }
  if (!isObject(json)) throw unreadable(name, expected)
  return json
}

/** @throws UnavailableError */
export const signerOf = (name: string, value: string): StoredSigner => {
  const expected = 'a signer'
  const { certificate, key, intermediate } = objectOf(name, value, expected)
  const isWhole = typeof certificate === 'string' && typeof key === 'string' && typeof intermediate === 'string'
  if (!isWhole) throw unreadable(name, expected)
  return { certificate, key, intermediate }
}

/** A signer as the text of its secret. */
export const signerText = ({ certificate, key, intermediate }: StoredSigner): string =>
  JSON.stringify({ certificate, key, intermediate })

const keyId = /^[1-9]\d{0,2}$/
const leastKeyBytes = 32
const mostKeys = 255

/** @throws UnavailableError */
export const keyRingOf = (name: string, value: string): KeyRing => {
  const expected = 'usable keys'
  const { current, ...texts } = objectOf(name, value, expected)
  const keys = new Map(
    Object.entries(texts).map(([id, text]) => {
      const bytes = utf8(typeof text === 'string' ? text : '')
      if (!keyId.test(id) || Number(id) > mostKeys || bytes.length < leastKeyBytes) throw unreadable(name, expected)
      return [id, bytes] as const
    }),
  )
  if (typeof current !== 'string' || !keys.has(current)) throw unreadable(name, expected)
  return { current, keys }
}

const apiKeyId = /^[a-z0-9]{8}$/
const sha256 = /^[0-9a-f]{64}$/

/** Scopes that this release does not know allow nothing here. */
const scopesOf = (value: readonly Json[]): readonly Scope[] => scopes.filter((scope) => value.includes(scope))

const apiKeyOf = (value: Json): StoredApiKey | undefined => {
  if (!isObject(value)) return undefined
  const { id, hash, scopes: allowed, label, createdAt } = value
  if (typeof id !== 'string' || !apiKeyId.test(id)) return undefined
  if (typeof hash !== 'string' || !sha256.test(hash)) return undefined
  if (!Array.isArray(allowed) || typeof createdAt !== 'string') return undefined
  return { id, hash, scopes: scopesOf(allowed), createdAt, ...(typeof label === 'string' ? { label } : {}) }
}

/** @throws UnavailableError */
export const apiKeysOf = (name: string, value: string): readonly StoredApiKey[] => {
  const expected = 'API keys'
  const { keys } = objectOf(name, value, expected)
  if (!Array.isArray(keys)) throw unreadable(name, expected)
  return keys.map((key: Json) => {
    const known = apiKeyOf(key)
    if (!known) throw unreadable(name, expected)
    return known
  })
}

/** API keys as the text of their secret. */
export const apiKeysText = (keys: readonly StoredApiKey[]): string => JSON.stringify({ keys })
