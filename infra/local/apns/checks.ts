/**
 * What the stand-in checks of a push, in the order in which it complains.
 *
 * @see https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns
 */
import type { IncomingHttpHeaders } from 'node:http2'
import type { Client } from './client-certificate.ts'

/** A push as it came. */
export interface Arrived {
  readonly headers: IncomingHttpHeaders
  /** From the path; empty without one. */
  readonly token: string
  readonly bodyBytes: number
  readonly client: Client
}

interface Check {
  readonly reason: string
  readonly fails: (push: Arrived) => boolean
}

/** Where devices are: the token follows. */
const devices = '/3/device/'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const hexBytes = /^([0-9a-f]{2})+$/i
const digits = /^\d{1,15}$/
const topicText = /^[A-Za-z0-9_.-]{1,255}$/
const largestBody = 4096

const priorities = new Set(['1', '5', '10'])

const pushTypes = new Set([
  ...['alert', 'background', 'controls', 'location', 'voip', 'complication', 'fileprovider', 'mdm', 'liveactivity'],
  ...['pushtotalk', 'widgets'],
])

/** The value of a header; the values of one that came several times are joined by commas, which none of these may have. */
const header = ({ headers }: Arrived, name: string): string | undefined => {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

const isRepeated = (push: Arrived): boolean =>
  ['apns-id', 'apns-topic', 'apns-priority', 'apns-push-type', 'apns-expiration'].some((name) =>
    header(push, name)?.includes(','),
  )

const breaks = (push: Arrived, name: string, form: { readonly test: (value: string) => boolean }): boolean => {
  const value = header(push, name)
  return value !== undefined && !form.test(value)
}

const isIn = (values: ReadonlySet<string>) => ({ test: (value: string) => values.has(value) })

const topicOf = ({ client }: Arrived): string | undefined => (client.kind === 'certificate' ? client.topic : undefined)

const checks: readonly Check[] = [
  { reason: 'DuplicateHeaders', fails: isRepeated },
  { reason: 'BadMessageId', fails: (push) => breaks(push, 'apns-id', uuid) },
  { reason: 'MethodNotAllowed', fails: ({ headers }) => headers[':method'] !== 'POST' },
  { reason: 'BadPath', fails: ({ headers }) => !headers[':path']?.startsWith(devices) },
  { reason: 'MissingTopic', fails: (push) => (header(push, 'apns-topic') ?? topicOf(push)) === undefined },
  { reason: 'BadTopic', fails: (push) => breaks(push, 'apns-topic', topicText) },
  { reason: 'BadPriority', fails: (push) => breaks(push, 'apns-priority', isIn(priorities)) },
  { reason: 'InvalidPushType', fails: (push) => breaks(push, 'apns-push-type', isIn(pushTypes)) },
  {
    // What is not shown may not be urgent.
    reason: 'BadPriority',
    fails: (push) =>
      header(push, 'apns-push-type') === 'background' && (header(push, 'apns-priority') ?? '10') === '10',
  },
  { reason: 'MissingDeviceToken', fails: ({ token }) => token === '' },
  { reason: 'BadDeviceToken', fails: ({ token }) => !hexBytes.test(token) },
  { reason: 'BadExpirationDate', fails: (push) => breaks(push, 'apns-expiration', digits) },
  { reason: 'PayloadEmpty', fails: ({ bodyBytes }) => bodyBytes === 0 },
  { reason: 'PayloadTooLarge', fails: ({ bodyBytes }) => bodyBytes > largestBody },
  // As if a provider token had been meant.
  { reason: 'MissingProviderToken', fails: ({ client }) => client.kind === 'nobody' },
  {
    reason: 'TopicDisallowed',
    fails: (push) => (header(push, 'apns-topic') ?? topicOf(push)) !== topicOf(push),
  },
  { reason: 'BadCertificate', fails: ({ client }) => client.kind === 'certificate' && !client.trusted },
]

/** The token in a path. */
export const tokenIn = (path: string | undefined): string =>
  path?.startsWith(devices) ? path.slice(devices.length) : ''

/** The reason of the first complaint; undefined for a push in order. */
export const complaintAbout = (push: Arrived): string | undefined => checks.find(({ fails }) => fails(push))?.reason
