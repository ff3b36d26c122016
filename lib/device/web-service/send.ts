/** Sends one request and takes the whole answer, within limits. */
import { type Bytes, joinBytes } from '../../core/bytes.ts'
import { DeviceError } from '../errors.ts'
import type { Answer } from './exchange.ts'

/** A `fetch`, or something that behaves like one: an app in memory. */
export type Fetch = (request: Request) => Response | Promise<Response>

/** What an answer may cost. */
export interface AnswerLimits {
  readonly maxBytes: number
  readonly maxMilliseconds: number
}

const readBody = async (response: Response, { maxBytes }: AnswerLimits): Promise<Bytes> => {
  const pieces: Uint8Array[] = []
  let bytes = 0
  const reader = response.body?.getReader()
  if (reader === undefined) return new Uint8Array()
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    bytes += piece.value.length
    if (bytes > maxBytes) {
      await reader.cancel()
      throw new DeviceError('device/answer-too-large', `the service sent more than ${maxBytes} bytes`)
    }
    pieces.push(piece.value)
  }
  return joinBytes(pieces)
}

/** What is sent. */
export interface Sent {
  readonly method: string
  readonly headers: Headers
  readonly body?: string | Bytes
}

/**
 * Sends a request. Redirects are not followed: one would carry a token somewhere else.
 *
 * @throws DeviceError `device/no-answer`, `device/answer-too-large`
 */
export const send = async (fetch: Fetch, url: string, sent: Sent, limits: AnswerLimits): Promise<Answer> => {
  const controller = new AbortController()
  // Not left to the signal alone: Node forgets that of a request which the garbage collector has taken.
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeIsUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the time is up'))
      controller.abort()
    }, limits.maxMilliseconds)
  })
  const answer = async (): Promise<Answer> => {
    const request = new Request(url, { ...sent, redirect: 'manual', signal: controller.signal })
    const response = await fetch(request)
    return { status: response.status, headers: response.headers, body: await readBody(response, limits) }
  }
  try {
    return await Promise.race([answer(), timeIsUp])
  } catch (cause) {
    if (cause instanceof DeviceError) throw cause
    const why = controller.signal.aborted ? 'it took too long' : 'there is no connection to it'
    throw new DeviceError('device/no-answer', `${new URL(url).origin} did not answer: ${why}`, { cause })
  } finally {
    clearTimeout(timer)
  }
}
