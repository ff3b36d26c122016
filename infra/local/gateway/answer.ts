/** What a function returns, as the HTTP answer that API Gateway makes of it (payload format 2.0). */
import { isObject, type Json } from '../../../lib/core/format/json.ts'

/** An HTTP answer. */
export interface GatewayAnswer {
  readonly status: number
  /** A name may stand more than once (`set-cookie`). */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

/** An answer of the gateway itself. */
export const message = (status: number, text: string): GatewayAnswer => ({
  status,
  headers: [['content-type', 'application/json']],
  body: Buffer.from(JSON.stringify({ message: text })),
})

/** The answer to whatever goes wrong inside or behind a function. */
export const internalError: GatewayAnswer = message(500, 'Internal Server Error')

// They belong to one connection, and that to the function is not the one to the client.
const dropped = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade'])

const readHeaders = (headers: unknown): readonly (readonly [string, string])[] | undefined => {
  if (headers === undefined || headers === null) return []
  if (!isObject(headers)) return undefined
  const pairs = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const)
  return pairs.filter(([name]) => !dropped.has(name))
}

const readBody = (body: unknown, isBase64Encoded: unknown): Uint8Array | undefined => {
  if (body === undefined || body === null) return new Uint8Array()
  if (typeof body !== 'string') return undefined
  return Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8')
}

const parse = (payload: string): Json | undefined => {
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}

/**
 * Reads what a function returned, as JSON text. What is no answer of format 2.0, but any other JSON, becomes the body of
 * a 200; what is malformed becomes a 500, as in AWS.
 */
export const toAnswer = (payload: string): GatewayAnswer => {
  const result = parse(payload)
  if (result === undefined) return internalError
  if (!(isObject(result) && 'statusCode' in result)) {
    return { status: 200, headers: [['content-type', 'application/json']], body: Buffer.from(payload) }
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = result
  const status = Number(statusCode)
  const pairs = readHeaders(headers)
  const bytes = readBody(body, isBase64Encoded)
  const isMalformed = !(Number.isInteger(status) && status >= 100 && status <= 599 && pairs && bytes)
  if (isMalformed) return internalError
  const setCookies = Array.isArray(cookies) ? cookies.map((cookie) => ['set-cookie', String(cookie)] as const) : []
  return { status, headers: [...pairs, ...setCookies], body: bytes }
}
