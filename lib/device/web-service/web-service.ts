/** Apple's web service for passes as a client sees it: six calls, each with its raw answer. */
import type { Bytes } from '../../core/bytes.ts'
import { DeviceError } from '../errors.ts'
import { webServiceAddress } from './address.ts'
import { type Call, calls, type DevicePass, type DevicePassType, type PassAccess } from './calls.ts'
import type { Answer, Exchange } from './exchange.ts'
import { type AnswerLimits, type Fetch, send } from './send.ts'

/** What a request is to have instead of what a device would send: for whoever wants to see what a server makes of it. */
export interface Overrides {
  readonly method?: string
  /** The whole path below the base of the web service, with its query, as it is to be sent: `/v1/devices/…`. */
  readonly path?: string
  /** Headers to send besides, or instead; undefined takes one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** Sent as it is; undefined sends none. */
  readonly body?: string | Bytes | undefined
}

/**
 * The six calls. Each gives the answer whatever its status, and follows no redirects.
 *
 * Each throws DeviceError `device/no-answer`, `device/answer-too-large`, `device/unsendable`.
 */
export interface WebService {
  /** @see https://developer.apple.com/documentation/walletpasses/register-a-pass-for-update-notifications */
  readonly register: (pass: DevicePass & { readonly pushToken: string }, overrides?: Overrides) => Promise<Answer>
  /** @see https://developer.apple.com/documentation/walletpasses/unregister-a-pass-for-update-notifications */
  readonly unregister: (pass: DevicePass, overrides?: Overrides) => Promise<Answer>
  /** @see https://developer.apple.com/documentation/walletpasses/get-the-list-of-updatable-passes */
  readonly list: (passes: DevicePassType, overrides?: Overrides) => Promise<Answer>
  /** `since`: a `Last-Modified`, as it was. @see https://developer.apple.com/documentation/walletpasses/send-an-updated-pass */
  readonly latest: (pass: PassAccess & { readonly since?: string }, overrides?: Overrides) => Promise<Answer>
  /** `body`: sent as JSON. @see https://developer.apple.com/documentation/walletpasses/personalize */
  readonly personalize: (pass: PassAccess & { readonly body: unknown }, overrides?: Overrides) => Promise<Answer>
  /** @see https://developer.apple.com/documentation/walletpasses/log-a-message */
  readonly log: (lines: readonly string[], overrides?: Overrides) => Promise<Answer>
}

/** How to reach a web service. */
export interface WebServiceOptions extends Partial<AnswerLimits> {
  /** Default: the one of the runtime. */
  readonly fetch?: Fetch
  /** The time in milliseconds since 1970. Default: that of the runtime. */
  readonly now?: () => number
  /** Told of each request once it is answered, or has failed. */
  readonly onExchange?: (exchange: Exchange) => void
}

const defaults: AnswerLimits = { maxBytes: 32 * 1024 * 1024, maxMilliseconds: 30_000 }

const pathOf = ({ path, query = {} }: Call): string => {
  const search = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `/v1/${path.map(encodeURIComponent).join('/')}${search.length === 0 ? '' : `?${search.join('&')}`}`
}

const headersOf = (call: Call, { headers = {} }: Overrides): Readonly<Record<string, string>> => {
  const all = {
    ...(call.json === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...call.headers,
    ...headers,
  }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** A part of a request. @throws DeviceError `device/unsendable` if it cannot be made of what a pass or a server says */
const sendable = <Part>(what: string, make: () => Part): Part => {
  try {
    return make()
  } catch {
    // The error itself would quote the token.
    throw new DeviceError('device/unsendable', `nothing is sent: ${what} would hold characters that it cannot have`)
  }
}

const secret = /^(\S+\s+)?.*$/

const masked = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) =>
      name.toLowerCase() === 'authorization' ? [name, value.replace(secret, '$1***')] : [name, value],
    ),
  )

const answered = ({ status, headers, body }: Answer) => ({
  status,
  headers: Object.fromEntries(headers),
  bytes: body.length,
})

/**
 * A web service, by the `webServiceURL` that stands in passes.
 *
 * @throws DeviceError `device/address-refused` unless it is https, or http on this machine, and names no user
 * @example
 * ```ts
 * const service = webService('https://passes.example/wallet')
 * const { status } = await service.list({ deviceLibraryIdentifier: 'd', passTypeIdentifier: 'pass.com.example.card' })
 * ```
 */
export const webService = (webServiceUrl: string, options: WebServiceOptions = {}): WebService => {
  const base = webServiceAddress(webServiceUrl)
  const { fetch = globalThis.fetch, now = Date.now, onExchange } = options
  const limits = {
    maxBytes: options.maxBytes ?? defaults.maxBytes,
    maxMilliseconds: options.maxMilliseconds ?? defaults.maxMilliseconds,
  }

  const ask = async (call: Call, overrides: Overrides = {}): Promise<Answer> => {
    const url = `${base}${overrides.path ?? sendable('the address', () => pathOf(call))}`
    const headers = headersOf(call, overrides)
    const sent = sendable('a header', () => new Headers(headers))
    const method = overrides.method ?? call.method
    const body = 'body' in overrides ? overrides.body : JSON.stringify(call.json)
    const { pathname, search } = new URL(url)
    const at = now()
    const tell = (outcome: Pick<Exchange, 'headers' | 'bytes'> & Partial<Pick<Exchange, 'status'>>): void =>
      onExchange?.({
        call: call.name,
        method,
        path: `${pathname}${search}`,
        requestHeaders: masked(headers),
        ...outcome,
        at,
        milliseconds: now() - at,
      })
    try {
      const answer = await send(fetch, url, { method, headers: sent, ...(body === undefined ? {} : { body }) }, limits)
      tell(answered(answer))
      return answer
    } catch (error) {
      tell({ headers: {}, bytes: 0 })
      throw error
    }
  }

  return {
    register: (pass, overrides) => ask(calls.register(pass), overrides),
    unregister: (pass, overrides) => ask(calls.unregister(pass), overrides),
    list: (passes, overrides) => ask(calls.list(passes), overrides),
    latest: (pass, overrides) => ask(calls.latest(pass), overrides),
    personalize: (pass, overrides) => ask(calls.personalize(pass), overrides),
    log: (lines, overrides) => ask(calls.log(lines), overrides),
  }
}
