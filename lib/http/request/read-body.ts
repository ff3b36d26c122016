/** Reads the body of a request, never more of it than allowed. */
import type { Bytes } from '../../core/bytes.ts'
import { ServiceError } from '../../service/errors.ts'

/** How much a body may hold. */
export interface BodyLimit {
  readonly maxBytes: number
  /** What to do instead of sending more, for the message. */
  readonly remedy?: string
}

const tooLarge = ({ maxBytes, remedy }: BodyLimit): ServiceError =>
  new ServiceError('request/too-large', `the body has more than ${maxBytes} bytes: ${remedy ?? 'send less'}`)

const brokenOff = (cause: unknown): never => {
  throw new ServiceError('request/invalid', 'the body broke off before its end: send it again', { cause })
}

const joined = (chunks: readonly Uint8Array[], length: number): Bytes => {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/**
 * The body on a buffer of its own. What says in its head that it is too large is not read at all, and what turns out to
 * be is read no further.
 *
 * @throws ServiceError `request/too-large`, `request/invalid` if it breaks off
 */
export const readBody = async (request: Request, limit: BodyLimit): Promise<Bytes> => {
  if (Number(request.headers.get('content-length') ?? 0) > limit.maxBytes) throw tooLarge(limit)
  if (request.body === null) return new Uint8Array()
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  const next = () => reader.read().catch(brokenOff)
  for (let part = await next(); !part.done; part = await next()) {
    length += part.value.length
    if (length > limit.maxBytes) {
      await reader.cancel()
      throw tooLarge(limit)
    }
    chunks.push(part.value)
  }
  return joined(chunks, length)
}
