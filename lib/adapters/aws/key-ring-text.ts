/** A key ring as the text of its secret: `{"current": "1", "1": "<key>", …}`, and while a key is new, `"next": {"id", "from"}`. */
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

/** @throws UnavailableError if there is nothing in the secret, or nothing of use */
export const keyRingOf = (name: string, value: string | undefined): KeyRing => {
  if (value === undefined) throw new UnavailableError(`the secret ${name} holds no keys: deploy the stage`)
  const { current, next: stored, ...texts } = objectOf(name, value, expected)
  const keys = new Map(
    Object.entries(texts).map(([id, text]) => {
      const bytes = utf8(typeof text === 'string' ? text : '')
      if (!keyId.test(id) || Number(id) > mostKeys || bytes.length < leastKeyBytes) throw unreadable(name, expected)
      return [id, bytes] as const
    }),
  )
  if (typeof current !== 'string' || !keys.has(current)) throw unreadable(name, expected)
  if (stored === undefined) return { current, keys }
  const next = nextOf(stored)
  if (!(next && keys.has(next.id))) throw unreadable(name, expected)
  return { current, next, keys }
}

/** Keys are texts, each as the bytes that UTF-8 makes of it. */
const keyText = (key: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(key)

/** A key ring as the text of its secret. @throws TypeError for a key that is no text */
export const keyRingText = ({ current, next, keys }: KeyRing): string => {
  const texts = Object.fromEntries(Array.from(keys, ([id, key]) => [id, keyText(key)]))
  return JSON.stringify({ current, ...(next && { next }), ...texts })
}
