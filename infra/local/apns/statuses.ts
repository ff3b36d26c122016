/**
 * The status that comes with each reason. Written out once more, apart from the client's own table: a stand-in that read
 * that one would share its mistakes.
 *
 * @see https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
 */
const reasons: Readonly<Record<number, readonly string[]>> = {
  400: [
    ...['BadCollapseId', 'BadDeviceToken', 'BadExpirationDate', 'BadMessageId', 'BadPriority', 'BadTopic'],
    ...['DeviceTokenNotForTopic', 'DuplicateHeaders', 'IdleTimeout', 'InvalidPushType', 'MissingDeviceToken'],
    ...['MissingTopic', 'PayloadEmpty', 'TopicDisallowed'],
  ],
  403: [
    ...['BadCertificate', 'BadCertificateEnvironment', 'ExpiredProviderToken', 'Forbidden', 'InvalidProviderToken'],
    ...['MissingProviderToken', 'UnrelatedKeyIdInToken'],
  ],
  404: ['BadPath'],
  405: ['MethodNotAllowed'],
  410: ['ExpiredToken', 'Unregistered'],
  413: ['PayloadTooLarge'],
  429: ['TooManyProviderTokenUpdates', 'TooManyRequests'],
  500: ['InternalServerError'],
  503: ['ServiceUnavailable', 'Shutdown'],
}

const statuses = new Map(
  Object.entries(reasons).flatMap(([status, names]) => names.map((name) => [name, Number(status)] as const)),
)

/** The status of a reason; 400 for one that nobody knows. */
export const statusOf = (reason: string): number => statuses.get(reason) ?? 400
