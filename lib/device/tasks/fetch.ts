/** Fetching the latest version of a pass, and putting it in the place of the one that the device has. */
import type { Bytes } from '../../core/bytes.ts'
import type { Finding } from '../../core/finding.ts'
import { updateFindings } from '../../core/preflight/update.ts'
import { fieldChanges } from '../lock-screen/changes.ts'
import { admit } from '../wallet/admission.ts'
import type { PassContent } from '../wallet/content.ts'
import type { Errand } from '../wallet/errand.ts'
import { groupOf, type HeldPass } from '../wallet/held-passes.ts'
import { complained, complaints, failed, taskErrors, tasks } from '../wallet/log-lines.ts'
import type { Answer } from '../web-service/exchange.ts'
import type { Phone } from './phone.ts'
import { register } from './register.ts'

const ok = 200
const notModified = 304

/** Why a pass is fetched. */
export interface FetchReason {
  /** Whether a list that was asked with a tag named the pass, so that the server says it has changed. */
  readonly announced: boolean
  /** Whether the whole pass is wanted, whatever the device has. Default: false. */
  readonly whole?: boolean
}

interface Fetched {
  readonly held: HeldPass
  readonly webServiceURL: string
  readonly since: string | undefined
  readonly reason: FetchReason
}

const complain = (errand: Errand, { held, webServiceURL }: Fetched, complaint: string): void =>
  errand.log(webServiceURL, complained(held.content.name.passTypeIdentifier, webServiceURL, complaint))

/** The server is only to blame for the announcement if it can know which version the device has. */
const tellUnchanged = (errand: Errand, fetched: Fetched): void => {
  const { held, reason } = fetched
  if (reason.announced && held.known) complain(errand, fetched, complaints.unchanged(held.content.name.serialNumber))
}

const replace = async (
  phone: Phone,
  errand: Errand,
  pkpass: Bytes,
  next: PassContent,
  findings: readonly Finding[],
) => {
  const { name } = next
  const before = phone.held.get(name)
  const changes = fieldChanges(before.content, next, { ...phone.reader, now: errand.now })
  const moved = JSON.stringify(groupOf(before.content)) !== JSON.stringify(groupOf(next))
  phone.held.change(name, { pkpass, content: next, registered: before.registered && !moved })
  errand.note({ kind: 'updated', pass: name, changes, findings })
  for (const { message } of changes) {
    if (message !== undefined) errand.note({ kind: 'message', pass: name, text: message })
  }
  // Web services may move: the device follows once it has the version that says so.
  const after = phone.held.get(name)
  if (moved && before.registered) await register(phone, errand, after)
}

const refuse = (errand: Errand, fetched: Fetched, reason: string, findings: readonly Finding[]): void => {
  const { held, webServiceURL, since } = fetched
  const { name } = held.content
  errand.note({ kind: 'refused', pass: name, reason, findings })
  errand.log(webServiceURL, failed(tasks.latest(name, since, webServiceURL), taskErrors.invalidPass))
}

const noteDate = (phone: Phone, errand: Errand, fetched: Fetched, headers: Headers): void => {
  const { name } = fetched.held.content
  const lastModified = headers.get('last-modified')
  if (lastModified === null) complain(errand, fetched, complaints.noLastModified(name.serialNumber))
  else phone.held.change(name, { lastModified })
}

const take = async (phone: Phone, errand: Errand, fetched: Fetched, { body, headers }: Answer): Promise<void> => {
  const { held, since } = fetched
  const { name } = held.content
  const admission = await admit(body, phone.trust, errand.now)
  if (admission.kind === 'refused') return refuse(errand, fetched, admission.reason, admission.findings)
  const findings = updateFindings(held.content, admission.content)
  const foreign = findings.filter(({ code }) => code === 'update-identity-changed')
  if (foreign.length > 0) return refuse(errand, fetched, 'it is another pass', foreign)
  noteDate(phone, errand, fetched, headers)
  phone.held.change(name, { due: false, known: held.registered })
  if (!findings.some(({ code }) => code === 'update-unchanged'))
    return await replace(phone, errand, body, admission.content, findings)
  errand.note({ kind: 'unchanged', pass: name })
  if (since === undefined) return
  complain(errand, fetched, complaints.ignoredDate(since, name.serialNumber))
  tellUnchanged(errand, fetched)
}

/**
 * Fetches the latest version of a pass, on condition that it has changed since the last fetch.
 *
 * @see https://developer.apple.com/documentation/walletpasses/send-an-updated-pass
 */
export const fetchPass = async (phone: Phone, errand: Errand, held: HeldPass, reason: FetchReason): Promise<void> => {
  const { name, service } = held.content
  if (!service) return
  const { webServiceURL, authenticationToken } = service
  const since = reason.whole ? undefined : held.lastModified
  const attempt = await errand.ask(
    webServiceURL,
    (web) => web.latest({ ...name, authenticationToken, ...(since === undefined ? {} : { since }) }),
    since === undefined ? [ok] : [ok, notModified],
  )
  const fetched: Fetched = { held, webServiceURL, since, reason }
  if (attempt.kind === 'failure') {
    errand.note({ kind: 'failed', pass: name, reason: `the pass could not be fetched: ${attempt.reason}` })
    if (attempt.error !== undefined)
      errand.log(webServiceURL, failed(tasks.latest(name, since, webServiceURL), attempt.error))
    return
  }
  if (attempt.answer.status === ok) return await take(phone, errand, fetched, attempt.answer)
  phone.held.change(name, { due: false, known: held.registered })
  errand.note({ kind: 'unchanged', pass: name })
  tellUnchanged(errand, fetched)
}
