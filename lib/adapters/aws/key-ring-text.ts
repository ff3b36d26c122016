/**
 * A key ring as the text of its secret: `{"current": "1", "1": "<key>", …}`, while a key is new, `"next": {"id", "from"}`, and
 * once keys were taken out, `"retired": ["1", …]`.
 */
import { utf8 } from '../../core/bytes.ts'
import { isObject, type Json } from '../../core/format/json.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { KeyRing } from '../../ports/secrets.ts'
import { objectOf, unreadable } from './secret-text.ts'

const keyId = /^[1-9]\d{0,2}$/
const leastKeyBytes = 32
const mostKeys = 255
const expected = 'usable keys'

type Next = NonNullable<KeyRing['next']>

const nextOf = (value: Json): Next | undefined => {
  if (!isObject(value)) return undefined
  const { id, from } = value
  return typeof id === 'string' && typeof from === 'number' ? { id, from } : undefined
}

const isKeyId = (id: Json): id is string => typeof id === 'string' && keyId.test(id) && Number(id) <= mostKeys

const retiredOf = (value: Json | undefined): readonly string[] | undefined => {
  if (value === undefined) return []
  return Array.isArray(value) && value.every(isKeyId) ? value : undefined
}

/** @throws UnavailableError if there is nothing in the secret, or nothing of use */
export const keyRingOf = (name: string, value: string | undefined): KeyRing => {
  if (value === undefined) throw new UnavailableError(`the secret ${name} holds no keys: deploy the stage`)
  const { current, next: stored, retired: taken, ...texts } = objectOf(name, value, expected)
  const keys = new Map(
    Object.entries(texts).map(([id, text]) => {
      const bytes = utf8(typeof text === 'string' ? text : '')
      if (!isKeyId(id) || bytes.length < leastKeyBytes) throw unreadable(name, expected)
      return [id, bytes] as const
    }),
  )
  const retired = retiredOf(taken)
  if (typeof current !== 'string' || !keys.has(current) || !retired) throw unreadable(name, expected)
  const ring = { current, keys, ...(retired.length > 0 ? { retired } : {}) }
  if (stored === undefined) return ring
  const next = nextOf(stored)
  if (!(next && keys.has(next.id))) throw unreadable(name, expected)
  return { ...ring, next }
}

/** Keys are texts, each as the bytes that UTF-8 makes of it. */
const keyText = (key: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(key)

/** A key ring as the text of its secret. @throws TypeError for a key that is no text */
export const keyRingText = ({ current, next, keys, retired }: KeyRing): string => {
  const texts = Object.fromEntries(Array.from(keys, ([id, key]) => [id, keyText(key)]))
  return JSON.stringify({ current, ...(next && { next }), ...(retired && { retired }), ...texts })
}
