/**
 * What answers of APNs mean to us.
 *
 * @see https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
 */
import { isObject } from '../../core/format/json.ts'
import type { PushAnswer } from '../../ports/pusher.ts'

/** An answer as it came; `body` is empty where there was none worth reading. */
export interface RawAnswer {
  readonly status: number
  readonly id: string | undefined
  readonly body: string
}

/** An answer, and whether it is said of the connection alone: the same push may fare better on another one. */
export interface ReadAnswer {
  readonly answer: PushAnswer
  readonly ofConnection: boolean
}

interface Meaning {
  readonly kind: Exclude<PushAnswer['kind'], 'accepted'>
  /** Of `later`. Default: `service`. */
  readonly scope?: 'token'
  readonly ofConnection?: true
}

const gone: Meaning = { kind: 'gone' }
const misconfigured: Meaning = { kind: 'misconfigured' }
const refused: Meaning = { kind: 'refused' }
const later: Meaning = { kind: 'later' }
const laterForToken: Meaning = { kind: 'later', scope: 'token' }
const elsewhere: Meaning = { kind: 'later', ofConnection: true }

/** Every answer that Apple documents. */
const documented: readonly (readonly [status: number, meaning: Meaning, ...reasons: readonly string[]])[] = [
  [400, gone, 'BadDeviceToken', 'DeviceTokenNotForTopic'],
  [400, misconfigured, 'BadTopic', 'MissingTopic', 'TopicDisallowed'],
  [400, refused, 'BadCollapseId', 'BadExpirationDate', 'BadMessageId', 'BadPriority', 'DuplicateHeaders'],
  [400, refused, 'InvalidPushType', 'MissingDeviceToken', 'PayloadEmpty'],
  [400, elsewhere, 'IdleTimeout'],
  [403, misconfigured, 'BadCertificate', 'BadCertificateEnvironment', 'Forbidden'],
  // Of provider tokens, which we have none of: APNs did not see our certificate.
  [403, misconfigured, 'ExpiredProviderToken', 'InvalidProviderToken', 'MissingProviderToken', 'UnrelatedKeyIdInToken'],
  [404, refused, 'BadPath'],
  [405, refused, 'MethodNotAllowed'],
  [410, gone, 'ExpiredToken', 'Unregistered'],
  [413, refused, 'PayloadTooLarge'],
  [429, laterForToken, 'TooManyRequests'],
  [429, later, 'TooManyProviderTokenUpdates'],
  [500, later, 'InternalServerError'],
  [503, later, 'ServiceUnavailable'],
  [503, elsewhere, 'Shutdown'],
]

const keyOf = (status: number, reason: string): string => `${status} ${reason}`

const meanings = new Map(
  documented.flatMap(([status, meaning, ...reasons]) =>
    reasons.map((reason) => [keyOf(status, reason), meaning] as const),
  ),
)

const reasonsOfTheConnection: ReadonlySet<string> = new Set(
  documented.flatMap(([status, meaning, ...reasons]) => (status === 403 && meaning === misconfigured ? reasons : [])),
)

/** What HTTP says of an answer whose reason is not documented. */
const byStatus = (status: number): Meaning => {
  if (status === 403) return misconfigured
  if (status === 410) return gone
  if (status === 429) return laterForToken
  if (status >= 500) return later
  // No refusal at all: whoever answers is not APNs.
  return status < 400 ? misconfigured : refused
}

/** Reasons are words. What else comes is not carried on. */
const longestReason = 64
const unfitForReason = /[^\x20-\x7e]/g

const clean = (text: string): string => text.slice(0, longestReason).replace(unfitForReason, '?')

const parsed = (body: string): { readonly reason?: string; readonly timestamp?: number } => {
  try {
    const value: unknown = JSON.parse(body)
    if (!isObject(value)) return {}
    const { reason, timestamp } = value
    return {
      ...(typeof reason === 'string' && reason !== '' && { reason: clean(reason) }),
      ...(typeof timestamp === 'number' && Number.isFinite(timestamp) && timestamp > 0 && { timestamp }),
    }
  } catch {
    return {}
  }
}

/** What an answer means. Without a readable reason, the status stands for it: `HTTP 502`. */
export const readAnswer = ({ status, id, body }: RawAnswer): ReadAnswer => {
  if (status === 200) {
    return { answer: id === undefined ? { kind: 'accepted' } : { kind: 'accepted', id }, ofConnection: false }
  }
  const { reason = `HTTP ${status}`, timestamp } = parsed(body)
  const { kind, scope = 'service', ofConnection = false } = meanings.get(keyOf(status, reason)) ?? byStatus(status)
  const explained = { reason, ...(id !== undefined && { id }) }
  if (kind === 'later') return { answer: { kind, scope, ...explained }, ofConnection }
  if (kind !== 'gone' || timestamp === undefined) return { answer: { kind, ...explained }, ofConnection }
  return { answer: { kind, since: timestamp, ...explained }, ofConnection }
}

/**
 * The reason that came with the end of a connection (GOAWAY), if it is one that no other connection with the same
 * certificate would be spared.
 *
 * @param data what came along with GOAWAY: JSON as in an answer, or nothing
 */
export const reasonAgainstUs = (data: Uint8Array | undefined): string | undefined => {
  const { reason } = parsed(new TextDecoder().decode(data))
  return reason !== undefined && reasonsOfTheConnection.has(reason) ? reason : undefined
}
