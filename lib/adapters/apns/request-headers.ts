/**
 * The headers of a push.
 *
 * @see https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns
 */
import { randomUUID } from 'node:crypto'
import { type OutgoingHttpHeaders, sensitiveHeaders } from 'node:http2'
import type { Clock } from '../../ports/clock.ts'

const hour = 60 * 60 * 1000

/** As long as APNs keeps anything: a phone that was off for weeks shall still hear of its pass. */
const keptHours = 30 * 24

/** Apple asks to keep what never comes again out of the table of headers that both sides remember. */
const forgotten = ['apns-id']

/**
 * Makes the headers of pushes to a topic, the pass type.
 *
 * A push shows nothing and wakes Wallet only: that is the push type `background`, which watchOS demands one of, and which
 * goes with priority 5 and no other. APNs keeps one push a device and topic, so an expiry weeks ahead piles nothing up.
 */
export const pushHeaders = (topic: string, clock: Clock): ((pushToken: string) => OutgoingHttpHeaders) => {
  let expiration = ''
  let expirationUntil = Number.NEGATIVE_INFINITY
  // Whole hours: the same text again and again is one byte on the wire.
  const currentExpiration = (): string => {
    const now = clock.now()
    if (now >= expirationUntil) {
      const begun = Math.floor(now / hour)
      expiration = String(((begun + keptHours) * hour) / 1000)
      expirationUntil = (begun + 1) * hour
    }
    return expiration
  }
  return (pushToken) => ({
    ':method': 'POST',
    ':path': `/3/device/${encodeURIComponent(pushToken)}`,
    'apns-topic': topic,
    'apns-push-type': 'background',
    'apns-priority': '5',
    'apns-expiration': currentExpiration(),
    'apns-id': randomUUID(),
    [sensitiveHeaders]: forgotten,
  })
}
