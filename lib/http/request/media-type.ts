/** Whether a request's body is of a kind that its route takes. */
import { ServiceError } from '../../service/errors.ts'

const parameters = /\s*;.*$/s

/**
 * Checks `Content-Type` and `Content-Encoding` before the body is read.
 *
 * @param accepted media types in lowercase
 * @throws ServiceError `request/media-type`
 */
export const checkMediaType = (headers: Headers, accepted: readonly string[]): void => {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (encoding !== 'identity')
    throw new ServiceError('request/media-type', 'the body has a Content-Encoding: send it without')
  const type = headers.get('content-type')?.replace(parameters, '').trim().toLowerCase()
  if (type === undefined || !accepted.includes(type))
    throw new ServiceError(
      'request/media-type',
      `the body is not declared as what this route takes: send Content-Type: ${accepted.join(' or ')}`,
    )
}
