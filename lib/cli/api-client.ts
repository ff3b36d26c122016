/** Calls the API of a deployment, with patience. */
import { setTimeout as pause } from 'node:timers/promises'
import { isObject, type JsonObject, parseJson } from '../core/format/json.ts'
import { isPrivateWay } from '../core/format/loopback.ts'
import { DeviceError } from '../device/errors.ts'
import type { Answer } from '../device/web-service/exchange.ts'
import { send } from '../device/web-service/send.ts'
import { type Arguments, type Option, required } from './command.ts'
import { InputError, UsageError } from './errors.ts'

/** An answer of the API. */
export interface ApiAnswer {
  readonly status: number
  readonly body: JsonObject
}

/** The API of a deployment. */
export interface ApiClient {
  /**
   * Sends JSON, again as long as the API is too busy, and waits as it asks for.
   *
   * @param path below the base of the API
   * @throws InputError `input/no-answer`; `input/no-api` if nothing of the kind would be taken
   */
  readonly post: (path: string, body: object) => Promise<ApiAnswer>
  /** Gets what lies there. As `post` besides. */
  readonly get: (path: string) => Promise<ApiAnswer>
  /** Removes what lies there; the answer to that has no body. As `post` besides. */
  readonly remove: (path: string) => Promise<ApiAnswer>
}

const mostTries = 6
const firstWait = 500
const longestWait = 60_000
const answerLimits = { maxBytes: 8 * 1024 * 1024, maxMilliseconds: 60_000 }

/** The environment variable that the key is taken from: whoever lists processes sees arguments. */
const variable = 'PASSWRIGHT_API_KEY'

const busy: ReadonlySet<number> = new Set([429, 502, 503, 504])

/** No request with this key, or to this address, will be taken. */
const hopeless: ReadonlySet<unknown> = new Set([
  'request/key-missing',
  'request/key-invalid',
  'request/scope-missing',
  'request/not-found',
])

const keyPattern = /^[!-~]+$/
const slashesAtEnd = /\/+$/

/**
 * The address of a deployment without slashes at its end. The key goes only where nobody can listen.
 *
 * @param name what the argument is called
 * @throws UsageError
 */
export const apiAddress = (url: string, name = '--url'): string => {
  if (!URL.canParse(url)) throw new UsageError(`${name} is no address: give that of the deployment, https://…`)
  if (isPrivateWay(new URL(url))) return url.replace(slashesAtEnd, '')
  throw new UsageError(`${name} is neither https nor on this machine`)
}

/** The API key, from the environment. @throws UsageError */
export const apiKey = (): string => {
  const key = process.env[variable] ?? ''
  if (keyPattern.test(key)) return key
  throw new UsageError(`${variable} is not set to an API key: passwright keys create makes one`)
}

const isWorthAnother = (answer: Answer | DeviceError): boolean =>
  answer instanceof DeviceError ? answer.code === 'device/no-answer' : busy.has(answer.status)

/** As long as the API asks for; otherwise longer each time, and not all at the same moment. In milliseconds. */
const waitAfter = (answer: Answer | DeviceError, tries: number): number => {
  const header = answer instanceof DeviceError ? null : answer.headers.get('retry-after')
  const asked = header === null ? Number.NaN : Number(header) * 1000
  const wait = asked >= 0 ? asked : firstWait * 2 ** (tries - 1) * (0.5 + Math.random() / 2)
  return Math.min(wait, longestWait)
}

const bodyOf = ({ status, body }: Answer, base: string): JsonObject => {
  if (status === 204) return {}
  try {
    const json = parseJson(body)
    if (isObject(json)) return json
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
  }
  throw new InputError('input/no-api', `${base} answered ${status}, but not as the API of a deployment does`)
}

const understood = (answer: Answer, base: string): ApiAnswer => {
  const body = bodyOf(answer, base)
  if (!hopeless.has(body.code)) return { status: answer.status, body }
  throw new InputError('input/no-api', `${base} refuses the request: ${String(body.detail)}`)
}

const answerTo = async (url: string, init: Parameters<typeof send>[2]): Promise<Answer | DeviceError> => {
  try {
    return await send(fetch, url, init, answerLimits)
  } catch (error) {
    if (error instanceof DeviceError) return error
    throw error
  }
}

/**
 * The API of the deployment at an address, with the key of the environment.
 *
 * @throws UsageError for an address that is none, and if there is no key
 */
export const apiClient = (url: string): ApiClient => {
  const base = apiAddress(url)
  const key = apiKey()

  const settle = (answer: Answer | DeviceError): ApiAnswer => {
    if (answer instanceof DeviceError) throw new InputError('input/no-answer', answer.message, { cause: answer })
    return understood(answer, base)
  }

  const insist = async (path: string, init: Parameters<typeof send>[2]): Promise<ApiAnswer> => {
    for (let tries = 1; ; tries++) {
      const answer = await answerTo(`${base}/api/v1${path}`, init)
      if (tries === mostTries || !isWorthAnother(answer)) return settle(answer)
      await pause(waitAfter(answer, tries))
    }
  }

  const headers = (contentType?: string) =>
    new Headers({ Authorization: `Bearer ${key}`, ...(contentType ? { 'Content-Type': contentType } : {}) })

  return {
    post: (path, body) =>
      insist(path, { method: 'POST', headers: headers('application/json'), body: JSON.stringify(body) }),
    get: (path) => insist(path, { method: 'GET', headers: headers() }),
    remove: (path) => insist(path, { method: 'DELETE', headers: headers() }),
  }
}

/** The options of commands that call a deployment. */
export const apiOptions: Readonly<Record<string, Option>> = {
  url: { value: 'URL', help: 'where the deployment is: its publicBaseUrl' },
}

/** What their help says of the key. */
export const scopeNote = (scope: string): string => `PASSWRIGHT_API_KEY has to be a key with the scope ${scope}.`

/** The API of the deployment that they name. @throws UsageError as above, and if none is named */
export const apiFor = (args: Arguments): ApiClient => apiClient(required(args, 'url'))
