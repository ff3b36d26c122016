/** Asking a web service which passes have changed, and fetching those. */
import { isObject, parseJson } from '../../core/format/json.ts'
import type { Errand } from '../wallet/errand.ts'
import type { PassGroup } from '../wallet/held-passes.ts'
import { complained, complaints, failed, taskErrors, tasks } from '../wallet/log-lines.ts'
import type { Answer } from '../web-service/exchange.ts'
import { fetchPass } from './fetch.ts'
import type { Phone } from './phone.ts'

const some = 200
const none = 204

/** A server that names passes of others is told of the first few. */
const mostComplaints = 20

interface ChangedPasses {
  readonly serialNumbers: readonly string[]
  readonly lastUpdated: string
}

/** Half a character, which no address can hold. */
const half = /\p{Surrogate}/u

const isText = (value: unknown): value is string => typeof value === 'string' && !half.test(value)

const readList = ({ body }: Answer): ChangedPasses | undefined => {
  try {
    const json = parseJson(body)
    if (!isObject(json)) return undefined
    const { serialNumbers, lastUpdated } = json
    if (!(Array.isArray(serialNumbers) && serialNumbers.every(isText) && isText(lastUpdated))) return undefined
    return { serialNumbers: [...new Set(serialNumbers)], lastUpdated }
  } catch {
    return undefined
  }
}

/** What the web service says has changed after a tag; undefined if nothing has, or it cannot be known. */
const list = async (
  phone: Phone,
  errand: Errand,
  { passTypeIdentifier, webServiceURL }: PassGroup,
  tag: string | undefined,
): Promise<ChangedPasses | undefined> => {
  const asked = {
    deviceLibraryIdentifier: phone.deviceLibraryIdentifier,
    passTypeIdentifier,
    ...(tag === undefined ? {} : { tag }),
  }
  const attempt = await errand.ask(webServiceURL, (web) => web.list(asked), [some, none])
  if (attempt.kind === 'answer' && attempt.answer.status === none) return undefined
  const changed = attempt.kind === 'answer' ? readList(attempt.answer) : undefined
  if (changed) return changed
  const failure = attempt.kind === 'answer' ? { reason: taskErrors.malformed, error: taskErrors.malformed } : attempt
  errand.note({ kind: 'failed', reason: `the passes that have changed are not known: ${failure.reason}` })
  if (failure.error !== undefined) errand.log(webServiceURL, failed(tasks.list(asked, webServiceURL), failure.error))
  return undefined
}

/** Notes what a list says: the tag for the next one, and which passes are to be fetched. */
const noteList = (
  phone: Phone,
  errand: Errand,
  group: PassGroup,
  tag: string | undefined,
  { serialNumbers, lastUpdated }: ChangedPasses,
): void => {
  const { passTypeIdentifier, webServiceURL } = group
  const complain = (complaint: string): void =>
    errand.log(webServiceURL, complained(passTypeIdentifier, webServiceURL, complaint))
  if (serialNumbers.length > 0 && lastUpdated === tag) complain(complaints.tagRemained(serialNumbers.length, tag))
  phone.held.setTag(group, lastUpdated)
  const isRegistered = (serialNumber: string): boolean =>
    phone.held.find({ passTypeIdentifier, serialNumber })?.registered === true
  for (const serialNumber of serialNumbers.filter(isRegistered))
    phone.held.change({ passTypeIdentifier, serialNumber }, { due: true })
  const others = serialNumbers.filter((serialNumber) => !isRegistered(serialNumber))
  for (const serialNumber of others.slice(0, mostComplaints)) complain(complaints.notRegistered(serialNumber))
}

/**
 * Asks which passes of a group have changed since the last time, and fetches them, and those that could not be fetched the
 * last time.
 *
 * @see https://developer.apple.com/documentation/walletpasses/get-the-list-of-updatable-passes
 */
export const refresh = async (phone: Phone, errand: Errand, group: PassGroup): Promise<void> => {
  if (!phone.held.in(group).some(({ registered }) => registered)) return
  const tag = phone.held.tagOf(group)
  const changed = await list(phone, errand, group, tag)
  if (changed) noteList(phone, errand, group, tag, changed)
  for (const held of phone.held.in(group).filter(({ due, registered }) => due && registered)) {
    const announced = tag !== undefined && (changed?.serialNumbers.includes(held.content.name.serialNumber) ?? false)
    await fetchPass(phone, errand, held, { announced })
  }
}
