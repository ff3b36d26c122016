/** Signers and API keys as JSON text: reading them without trust, and writing them. What is wrong is said without quoting it. */
import { isObject, type Json } from '../../core/format/json.ts'
import { type Scope, type StoredApiKey, type StoredSigner, type StoredSigners, scopes } from '../../ports/secrets.ts'
import { objectOf, unreadable } from './secret-text.ts'

const signerOf = (value: Json | undefined): StoredSigner | undefined => {
  if (!isObject(value)) return undefined
  const { certificate, key, intermediate, skeleton } = value
  const isWhole = typeof certificate === 'string' && typeof key === 'string' && typeof intermediate === 'string'
  if (!isWhole) return undefined
  return { certificate, key, intermediate, ...(typeof skeleton === 'string' ? { skeleton } : {}) }
}

const nextOf = (value: Json): StoredSigners['next'] => {
  if (!isObject(value)) return undefined
  const signer = signerOf(value.signer)
  return signer && typeof value.from === 'number' ? { signer, from: value.from } : undefined
}

/**
 * The signers of a secret: the members of the current one, and beside them `next` and `previous`.
 *
 * @throws UnavailableError
 */
export const signersOf = (name: string, value: string): StoredSigners => {
  const expected = 'a signer'
  const members = objectOf(name, value, expected)
  const current = signerOf(members)
  const next = members.next === undefined ? undefined : nextOf(members.next)
  const previous = signerOf(members.previous)
  const isWhole = current && (next || members.next === undefined) && (previous || members.previous === undefined)
  if (!isWhole) throw unreadable(name, expected)
  return { current, ...(next && { next }), ...(previous && { previous }) }
}

const signerMembers = ({ certificate, key, intermediate, skeleton }: StoredSigner) => ({
  ...{ certificate, key, intermediate },
  ...(skeleton === undefined ? {} : { skeleton }),
})

/** Signers as the text of their secret. */
export const signersText = ({ current, next, previous }: StoredSigners): string =>
  JSON.stringify({
    ...signerMembers(current),
    ...(next && { next: { signer: signerMembers(next.signer), from: next.from } }),
    ...(previous && { previous: signerMembers(previous) }),
  })

const apiKeyId = /^[a-z0-9]{8}$/
const sha256 = /^[0-9a-f]{64}$/

/** Scopes that this release does not know allow nothing here. */
const scopesOf = (value: readonly Json[]): readonly Scope[] => scopes.filter((scope) => value.includes(scope))

const apiKeyOf = (value: Json): StoredApiKey | undefined => {
  if (!isObject(value)) return undefined
  const { id, hash, scopes: allowed, label, createdAt, expiresAt } = value
  if (typeof id !== 'string' || !apiKeyId.test(id)) return undefined
  if (typeof hash !== 'string' || !sha256.test(hash)) return undefined
  if (!Array.isArray(allowed) || typeof createdAt !== 'string') return undefined
  // An end that cannot be told would never come.
  if (expiresAt !== undefined && !(typeof expiresAt === 'string' && Number.isFinite(Date.parse(expiresAt))))
    return undefined
  return {
    ...{ id, hash, scopes: scopesOf(allowed), createdAt },
    ...(typeof label === 'string' ? { label } : {}),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
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
