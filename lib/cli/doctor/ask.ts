/** Asks a deployment one thing at a time: every answer is looked at, whatever its status, and nothing is asked twice. */
import type { Bytes } from '../../core/bytes.ts'
import { isObject, type JsonObject, parseJson } from '../../core/format/json.ts'
import { quoted, type Verdict } from '../../device/conformance/judge.ts'
import { DeviceError } from '../../device/errors.ts'
import type { Answer } from '../../device/web-service/exchange.ts'
import { type AnswerLimits, type Fetch, send } from '../../device/web-service/send.ts'
import { explainError } from '../error-explanations.ts'
import type { Ruling } from './check.ts'

/** An answer, or why there is none. */
export type Heard = Answer | { readonly unanswered: string }

/** What is sent. */
export interface Question {
  /** Sent as JSON. */
  readonly json?: object
  /** Sent as it is. */
  readonly body?: Bytes
  /** Headers besides, in place of what is sent otherwise. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Asks: `asOwner` with the API key, below the base of the API; `asAnybody` without it, at any path. */
export interface Ask {
  readonly asOwner: (method: string, path: string, question?: Question) => Promise<Heard>
  readonly asAnybody: (method: string, path: string, question?: Question) => Promise<Heard>
}

const limits: AnswerLimits = { maxBytes: 8 * 1024 * 1024, maxMilliseconds: 60_000 }

const headersOf = ({ json, headers = {} }: Question): Headers =>
  new Headers({ ...(json === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers })

const bodyOf = ({ json, body }: Question): { readonly body?: string | Bytes } => {
  if (json !== undefined) return { body: JSON.stringify(json) }
  return body === undefined ? {} : { body }
}

/** Whether there is no answer. */
export const isSilent = (heard: Heard): heard is { readonly unanswered: string } => 'unanswered' in heard

/** A body that is a JSON object; empty for everything else. */
export const jsonIn = (heard: Heard): JsonObject => {
  if (isSilent(heard)) return {}
  try {
    const json = parseJson(heard.body)
    return isObject(json) ? json : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

/** The text under a key; empty for everything else. */
export const textIn = (json: JsonObject, key: string): string => {
  const value = json[key]
  return typeof value === 'string' ? value : ''
}

/** What came, in a few words: the status, and what a problem says besides. */
export const told = (heard: Heard): string => {
  if (isSilent(heard)) return heard.unanswered
  const problem = jsonIn(heard)
  const [code, detail] = [textIn(problem, 'code'), textIn(problem, 'detail')]
  return code === '' ? String(heard.status) : `${heard.status}, ${code}: ${detail}`
}

/** The same for what was expected: without the details. */
export const toldBriefly = (heard: Heard): string => {
  const code = textIn(jsonIn(heard), 'code')
  return isSilent(heard) || code === '' ? told(heard) : `${heard.status}, ${code}`
}

/** What to do about an answer that is a problem: what is known of its code, else the remedy of the row. */
const remedyOf = (heard: Heard): { readonly fix?: string } => {
  const fix = explainError(textIn(jsonIn(heard), 'code'))?.fix
  return fix === undefined ? {} : { fix }
}

/** Whether an answer has one of these statuses; if not, what its problem is and what to do about that. */
export const succeeded = (heard: Heard, ...statuses: readonly number[]): Verdict & { readonly fix?: string } =>
  !isSilent(heard) && statuses.includes(heard.status)
    ? { ok: true, got: String(heard.status) }
    : { ok: false, got: told(heard), ...remedyOf(heard) }

/** Judges an answer; no answer is a fault. */
export const heardOf = (heard: Heard, judge: (answer: Answer) => Ruling): Ruling =>
  isSilent(heard) ? { ok: false, got: heard.unanswered } : judge(heard)

/** Whether a request was refused with one of these statuses, by the API itself: with the code of a problem. */
export const refusedByApi = (heard: Heard, ...statuses: readonly number[]): Verdict => {
  const isOurs = textIn(jsonIn(heard), 'code') !== ''
  const isAsWanted = !isSilent(heard) && statuses.includes(heard.status)
  if (isOurs && isAsWanted) return { ok: true, got: toldBriefly(heard) }
  return { ok: false, got: isOurs || isSilent(heard) ? told(heard) : `${heard.status}, not by the API` }
}

/** The value of a header in a few words. */
export const headerText = ({ headers }: Answer, name: string): string => {
  const value = headers.get(name)
  return value === null ? 'none' : quoted(value)
}

/** Asks the deployment at an address with a key. */
export const askAt = (base: string, key: string, fetch: Fetch): Ask => {
  const ask = async (method: string, path: string, headers: Headers, question: Question): Promise<Heard> => {
    try {
      return await send(fetch, `${base}${path}`, { method, headers, ...bodyOf(question) }, limits)
    } catch (error) {
      if (error instanceof DeviceError) return { unanswered: error.message }
      throw error
    }
  }
  return {
    asAnybody: (method, path, question = {}) => ask(method, path, headersOf(question), question),
    asOwner: (method, path, question = {}) => {
      const headers = headersOf(question)
      headers.set('Authorization', `Bearer ${key}`)
      return ask(method, `/api/v1${path}`, headers, question)
    },
  }
}
