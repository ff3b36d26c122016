/** Asks the web service of a pass for the latest version, as a phone that holds it would. */
import type { JsonObject } from '../core/format/json.ts'
import { InputError } from './errors.ts'

/** What the service answered. */
export interface ServedAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
}

/** The answer to a plain question, and to one on condition that the pass has changed since. */
export interface ServedPass {
  readonly first: ServedAnswer
  /** Only asked where the first answer is a pass and says when it was last modified. */
  readonly again?: ServedAnswer
}

const maxBytes = 32 * 1024 * 1024
const maxMilliseconds = 30_000

const loopback = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/

const slashesAtEnd = /\/+$/

const unusable = (what: string): InputError =>
  new InputError('input/not-served', `the pass cannot be asked for: ${what}`)

const textOf = (pass: JsonObject, key: string): string => {
  const value = pass[key]
  if (typeof value === 'string' && value !== '') return value
  throw unusable(`it has no ${key}`)
}

/** The address of the pass. The token goes only where nobody can listen. */
const addressOf = (pass: JsonObject): URL => {
  const base = textOf(pass, 'webServiceURL')
  const path = ['v1', 'passes', textOf(pass, 'passTypeIdentifier'), textOf(pass, 'serialNumber')]
  const address = `${base.replace(slashesAtEnd, '')}/${path.map(encodeURIComponent).join('/')}`
  if (!URL.canParse(address)) throw unusable('its webServiceURL is no address')
  const url = new URL(address)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname))) return url
  throw unusable('its webServiceURL is neither https nor on this machine')
}

const readBody = async (response: Response): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body ?? []) {
    bytes += piece.length
    if (bytes > maxBytes) throw new InputError('input/too-large', `the service sent more than ${maxBytes} bytes`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

const ask = async (url: URL, headers: Readonly<Record<string, string>>): Promise<ServedAnswer> => {
  try {
    // A redirect would carry the token somewhere else.
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(maxMilliseconds) })
    return { status: response.status, headers: response.headers, body: await readBody(response) }
  } catch (cause) {
    if (cause instanceof InputError) throw cause
    const why =
      cause instanceof Error && cause.name === 'TimeoutError' ? 'it took too long' : 'there is no connection to it'
    throw new InputError('input/not-served', `${url.origin} did not answer: ${why}`, { cause })
  }
}

/**
 * Asks for the latest version of a pass, with the token of the pass.
 *
 * @throws InputError `input/not-served` if the pass names no service that can be asked, or it does not answer;
 *   `input/too-large`
 * @see https://developer.apple.com/documentation/walletpasses/send-an-updated-pass
 */
export const askForPass = async (pass: JsonObject): Promise<ServedPass> => {
  const url = addressOf(pass)
  const headers = { Authorization: `ApplePass ${textOf(pass, 'authenticationToken')}` }
  const first = await ask(url, headers)
  const modified = first.headers.get('Last-Modified')
  if (first.status !== 200 || modified === null) return { first }
  return { first, again: await ask(url, { ...headers, 'If-Modified-Since': modified }) }
}
