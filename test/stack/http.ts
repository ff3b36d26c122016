/** Requests as they are written: paths go over the wire to the last character, and answers come back to the last byte. */
import { Agent, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** What is sent. */
export interface Sent {
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly body?: Uint8Array | string
  readonly headers?: Readonly<Record<string, string>>
}

/** What came back. */
export interface Answer {
  readonly status: number
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
  /** The body as UTF-8. */
  readonly text: string
  /** The body as JSON; undefined if it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it as they like
  readonly json: any
}

const agent = new Agent({ keepAlive: true })

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const bodyOf = ({ json, body }: Sent): Buffer | undefined => {
  if (json !== undefined) return Buffer.from(JSON.stringify(json))
  return body === undefined ? undefined : Buffer.from(body)
}

/** Sends a request. `target` is path and query, which are not changed in any way. */
export const send = async (base: string, method: string, target: string, sent: Sent = {}): Promise<Answer> => {
  const { hostname, port } = new URL(base)
  const body = bodyOf(sent)
  const headers = {
    ...(sent.json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(body === undefined ? {} : { 'content-length': String(body.length) }),
    ...sent.headers,
  }
  // While a test makes a large picture, the other side may close a connection: the agent must hear of it before it takes one.
  await sleep(0)
  const incoming = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    const outgoing = request({ agent, hostname, port, method, path: target, headers }, resolve)
    outgoing.on('error', reject)
    outgoing.end(body)
  })
  const bytes = await buffer(incoming)
  const text = bytes.toString()
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    bytes,
    text,
    json: parse(text),
  }
}
