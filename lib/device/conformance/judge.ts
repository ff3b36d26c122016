/** Judges answers: what each came to, in a few words. */
import { isObject, parseJson } from '../../core/format/json.ts'
import type { Answer } from '../web-service/exchange.ts'

/** What came of a check. `got` is said as `expected` is, in a few words. */
export interface Verdict {
  readonly ok: boolean
  readonly got: string
}

const mostCharacters = 80

/** Text of a server, short enough for a line. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text)

/** The status of an answer, and how much came with it. */
export const shown = ({ status, body }: Answer): string =>
  body.length === 0 ? `${status}` : `${status} with ${body.length} bytes`

/** Whether an answer has one of these statuses. */
export const hasStatus = (answer: Answer, ...statuses: readonly number[]): Verdict => ({
  ok: statuses.includes(answer.status),
  got: String(answer.status),
})

/** Whether a request was refused as one that is wrong: 400 to 499. */
export const isRefused = ({ status }: Pick<Answer, 'status'>): boolean => status >= 400 && status < 500

/** The same as a verdict. */
export const refused = (answer: Answer): Verdict => ({ ok: isRefused(answer), got: String(answer.status) })

/** Whether a status is there, and no body. */
export const isBare = (answer: Answer, status: number): Verdict => ({
  ok: answer.status === status && answer.body.length === 0,
  got: shown(answer),
})

/** What a list of changed passes says, as far as it is one. */
export interface ListAnswer {
  readonly status: number
  readonly serialNumbers: readonly string[]
  readonly tag: string | undefined
  /** In a few words. */
  readonly got: string
}

const readObject = (body: Uint8Array) => {
  try {
    const value = parseJson(body)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

/** Reads a list of changed passes. Numbers count as their digits: what type they have is for a check of its own. */
export const readList = (answer: Answer): ListAnswer => {
  const { serialNumbers = [], lastUpdated } = answer.status === 200 ? readObject(answer.body) : {}
  const serials = Array.isArray(serialNumbers) ? serialNumbers.map(String) : []
  const tag = typeof lastUpdated === 'string' || typeof lastUpdated === 'number' ? String(lastUpdated) : undefined
  const named = `${serials.length} serial number${serials.length === 1 ? '' : 's'}`
  return {
    status: answer.status,
    serialNumbers: serials,
    tag,
    got:
      answer.status === 200
        ? `200, ${named}, lastUpdated ${tag === undefined ? 'missing' : quoted(tag)}`
        : shown(answer),
  }
}
