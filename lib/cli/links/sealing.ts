/** Has sealed links made of rows: as many at once as the API takes. What is wrong with a row keeps no other from its link. */
import { isSerialNumber } from '../../core/format/identifiers.ts'
import { isObject, type JsonObject, textOf } from '../../core/format/json.ts'
import { ServiceError } from '../../service/errors.ts'
import type { ApiClient } from '../api-client.ts'
import { type ApiRefusal, refusalOf } from '../api-refusal.ts'
import { InputError } from '../errors.ts'
import type { ValuesRow } from './rows.ts'

/** What came of a row. */
export interface LinkedRow {
  readonly line: number
  /** Of a row that failed: what it names, if that is one; `''` otherwise. */
  readonly serialNumber: string
  /** `''` if the row failed. */
  readonly url: string
  readonly expiresAt: string
  readonly email?: { readonly html: string; readonly text: string }
  /** Why it failed, in a stable code and in words, without values; `''` if it did not. */
  readonly code: string
  readonly message: string
}

/** What holds for all rows. */
export interface SealingRequest {
  readonly template: string
  readonly expiresAt?: string
  readonly email?: { readonly language?: string }
}

interface Sound {
  readonly line: number
  readonly values: JsonObject
}

/** The serial number that a row names, if it is one: anything else might be anything, a formula of spreadsheets too. */
export const namedSerial = ({ serialNumber }: JsonObject): string | undefined =>
  isSerialNumber(serialNumber) ? serialNumber : undefined

const failed = (line: number, code: string, message: string, values: JsonObject = {}): LinkedRow => ({
  ...{ line, serialNumber: namedSerial(values) ?? '', url: '', expiresAt: '', code, message },
})

const linked = (line: number, { serialNumber, url, expiresAt, email }: JsonObject): LinkedRow => ({
  ...{
    line,
    serialNumber: textOf(serialNumber),
    url: textOf(url),
    expiresAt: textOf(expiresAt),
    code: '',
    message: '',
  },
  ...(isObject(email) ? { email: { html: textOf(email.html), text: textOf(email.text) } } : {}),
})

const linksIn = ({ links }: JsonObject, rows: readonly Sound[]): readonly LinkedRow[] => {
  const found = Array.isArray(links) ? links.filter(isObject) : []
  if (found.length === rows.length) return rows.map(({ line }, index) => linked(line, found[index] ?? {}))
  throw new InputError('input/no-api', 'the API answered with links that this release does not know: use its own')
}

/** A pointer goes on behind the place of the pass; a place in its files stands beside it. */
const placePattern = /^\/passes\/(\d+)(?:[/ ](.*))?$/

/** What a refusal says of each row, by the place of its values in the request; none if it is about none of them. */
const faultsIn = ({ findings }: ApiRefusal): ReadonlyMap<number, string> => {
  const faults = new Map<number, string>()
  for (const { path, message } of findings) {
    const [, place, below = ''] = placePattern.exec(path) ?? []
    if (place === undefined || faults.has(Number(place))) continue
    faults.set(Number(place), below === '' ? message : `${below}: ${message}`)
  }
  return faults
}

/** No row is to blame for these; for a body that is too large, the rows together may be. */
const ofAll = /^(?:request(?!\/too-large)|template|signer|service)\/|^link\/(?:expiry-invalid|enrolment-needed)$/

type Seal = (rows: readonly Sound[]) => Promise<readonly LinkedRow[]>

/** Of what is refused nothing was made: those that are not at fault are asked for again. */
const sealOthers = async (refusal: ApiRefusal, rows: readonly Sound[], seal: Seal): Promise<readonly LinkedRow[]> => {
  const faults = faultsIn(refusal)
  if (faults.size > 0) {
    const refused = rows.flatMap(({ line, values }, place) => {
      const fault = faults.get(place)
      return fault === undefined ? [] : [failed(line, refusal.code, fault, values)]
    })
    return [...refused, ...(await seal(rows.filter((_, place) => !faults.has(place))))]
  }
  if (ofAll.test(refusal.code)) throw refusal
  const [first] = rows
  if (first && rows.length === 1) return [failed(first.line, refusal.code, refusal.message, first.values)]
  const half = Math.ceil(rows.length / 2)
  return [...(await seal(rows.slice(0, half))), ...(await seal(rows.slice(half)))]
}

/**
 * Has links made of rows, in their order.
 *
 * @throws ApiRefusal for what is wrong with none of the rows alone, such as a template that is not there
 */
export const sealRows = async (
  client: ApiClient,
  request: SealingRequest,
  rows: readonly ValuesRow[],
): Promise<readonly LinkedRow[]> => {
  const seal: Seal = async (asked) => {
    if (asked.length === 0) return []
    const answer = await client.post('/links/sealed', { ...request, passes: asked.map(({ values }) => values) })
    return answer.status < 300 ? linksIn(answer.body, asked) : await sealOthers(refusalOf(answer), asked, seal)
  }
  const sound: Sound[] = []
  const unreadable: LinkedRow[] = []
  for (const { line, values } of rows) {
    if (values instanceof ServiceError) unreadable.push(failed(line, values.code, values.message))
    else sound.push({ line, values })
  }
  const all = [...unreadable, ...(await seal(sound))]
  return all.sort((one, other) => one.line - other.line)
}
