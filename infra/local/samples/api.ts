/** The API as the samples use it: plain HTTP with a key, like any back end. */
import { isObject, type Json, type JsonObject } from '../../../lib/core/format/json.ts'
import { LocalError } from '../errors.ts'

/** An answer of the API. */
export interface ApiAnswer {
  readonly status: number
  readonly body: JsonObject
}

/** Sends requests to the API. */
export type Api = (
  method: string,
  path: string,
  content?: { readonly json: Json } | { readonly zip: Uint8Array },
  headers?: Readonly<Record<string, string>>,
) => Promise<ApiAnswer>

const bodyOf = (content: Parameters<Api>[2]): { body?: BodyInit; type?: string } => {
  if (!content) return {}
  if ('json' in content) return { body: JSON.stringify(content.json), type: 'application/json' }
  return { body: new Uint8Array(content.zip), type: 'application/zip' }
}

const parse = (text: string): JsonObject => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

/** Makes a client for the API below a base URL. */
export const apiClient =
  (baseUrl: string, key: string): Api =>
  async (method, path, content, headers = {}) => {
    const { body, type } = bodyOf(content)
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(type ? { 'content-type': type } : {}), ...headers },
      ...(body ? { body } : {}),
    })
    return { status: response.status, body: parse(await response.text()) }
  }

/** A refusal of the API in one line: what was tried, and what its problem document says. */
export const refusal = (what: string, { status, body }: ApiAnswer): LocalError => {
  const { title, detail, code } = body
  const reason = [detail ?? title, code].filter((part) => typeof part === 'string').join(' ')
  return new LocalError('local/seed', `${what}: ${reason === '' ? `status ${status}` : `${reason} (${status})`}`)
}
